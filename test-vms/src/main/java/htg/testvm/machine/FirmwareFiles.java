package htg.testvm.machine;

import htg.common.ExitCode;
import htg.common.HtgException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/**
 * The flash memory of a UEFI machine.
 *
 * @param code the firmware itself, shared and read-only
 * @param variables this machine's own variable store
 */
public record FirmwareFiles(Path code, Path variables) {
    /** Where Debian's and Ubuntu's package {@code ovmf} puts its files. */
    public static final Path DEBIAN_FOLDER = Path.of("/usr/share/OVMF");

    /**
     * Finds the files of {@code firmware} in {@code folder}; the variables are the template, not yet a copy. Empty for a
     * BIOS.
     *
     * @throws HtgException {@link ExitCode#ENVIRONMENT} when a file is missing
     */
    public static Optional<FirmwareFiles> find(Firmware firmware, Path folder) {
        return firmware.codeFile()
                .flatMap(code -> firmware.variablesFile()
                        .map(variables -> new FirmwareFiles(
                                existing(folder, code, firmware), existing(folder, variables, firmware))));
    }

    /** The same firmware with its variables at {@code copy}. */
    public FirmwareFiles withVariables(Path copy) {
        return new FirmwareFiles(code, copy);
    }

    /** Copies the variable store, so that nothing a guest writes outlives its machine. */
    public FirmwareFiles copiedTo(Path copy) {
        try {
            Files.copy(variables, copy);
            Files.setPosixFilePermissions(copy, java.nio.file.attribute.PosixFilePermissions.fromString("rw-------"));
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
        return withVariables(copy);
    }

    private static Path existing(Path folder, String name, Firmware firmware) {
        Path file = folder.resolve(name);
        if (!Files.isReadable(file)) {
            throw new HtgException(
                    ExitCode.ENVIRONMENT,
                    "Firmware " + firmware + " needs " + file + ", which is missing",
                    "Install Debian's package ovmf, or choose --firmware bios.");
        }
        return file;
    }
}
