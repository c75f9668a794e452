package htg.testvm.machine;

import htg.common.process.Command;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/**
 * One start of a machine: everything its QEMU command line depends on.
 *
 * @param medium the stick, a qcow2 overlay
 * @param flash the UEFI firmware's files, none for a BIOS
 * @param smbiosStrings files, each holding one OEM string (SMBIOS type 11) for the guest
 * @param kernel what to start instead of the stick's boot loader, if anything
 */
public record Launch(
        Machine machine,
        Path medium,
        Optional<FirmwareFiles> flash,
        Wiring wiring,
        List<Path> smbiosStrings,
        Optional<DirectKernel> kernel) {
    public Launch {
        smbiosStrings = List.copyOf(smbiosStrings);
    }

    public static Launch of(Machine machine, Path medium, Optional<FirmwareFiles> flash, Wiring wiring) {
        return new Launch(machine, medium, flash, wiring, List.of(), Optional.empty());
    }

    public Launch withSmbiosStrings(List<Path> strings) {
        return new Launch(machine, medium, flash, wiring, strings, kernel);
    }

    public Launch withKernel(DirectKernel newKernel) {
        return new Launch(machine, medium, flash, wiring, smbiosStrings, Optional.of(newKernel));
    }

    public Launch withWiring(Wiring newWiring) {
        return new Launch(machine, medium, flash, newWiring, smbiosStrings, kernel);
    }

    /** The QEMU command that is this start. */
    public Command command() {
        return Command.of(new QemuCommandLine(this).arguments());
    }
}
