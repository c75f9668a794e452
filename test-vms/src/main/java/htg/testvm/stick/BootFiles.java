package htg.testvm.stick;

import htg.common.ExitCode;
import htg.common.HtgException;
import htg.common.io.AsideFile;
import htg.testvm.machine.DirectKernel;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

/** Takes what a stick's default menu entry starts out of the stick, so that QEMU can start it past firmware and GRUB. */
public final class BootFiles {
    /** Where the kernel looks for the next of several ramdisks (Documentation/driver-api/early-userspace). */
    static final int ALIGNMENT = 4;

    private BootFiles() {}

    /**
     * Writes kernel and ramdisk into {@code folder}, several ramdisks as one file, as GRUB loads them.
     *
     * @throws HtgException when the stick has no such entry, or not the files that it names, or when they do not fit
     */
    public static DirectKernel extract(StickParts stick, Path folder) {
        BootEntry entry = stick.defaultEntry();
        Path kernel = folder.resolve("vmlinuz");
        Path ramdisk = folder.resolve("ramdisk.img");
        AsideFile.write(kernel, stick.file(entry.kernel()));
        try (AsideFile aside = AsideFile.beside(ramdisk)) {
            join(stick, entry, aside.path());
            aside.commit();
        } catch (IOException failure) {
            throw new HtgException(
                    ExitCode.ENVIRONMENT,
                    "Cannot write " + ramdisk + ": " + HtgException.reason(failure),
                    "Free some space there, or choose another folder with --report.",
                    failure);
        }
        return new DirectKernel(kernel, ramdisk, entry.commandLine());
    }

    private static void join(StickParts stick, BootEntry entry, Path target) throws IOException {
        try (OutputStream joined = Files.newOutputStream(target, StandardOpenOption.TRUNCATE_EXISTING)) {
            for (String path : entry.ramdisks()) {
                byte[] content = stick.file(path);
                joined.write(content);
                joined.write(new byte[Math.floorMod(-content.length, ALIGNMENT)]);
            }
        }
    }
}
