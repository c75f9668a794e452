package htg.cli.journey;

import htg.common.DataSize;
import htg.common.process.CommandRunner;
import htg.common.process.SystemCommandRunner;
import htg.testvm.machine.Accelerator;
import htg.testvm.machine.Bus;
import htg.testvm.machine.Firmware;
import htg.testvm.machine.FirmwareFiles;
import htg.testvm.machine.Launch;
import htg.testvm.machine.Machine;
import htg.testvm.machine.Medium;
import htg.testvm.machine.Slot;
import htg.testvm.machine.Wiring;
import htg.testvm.qemu.DiskPlan;
import htg.testvm.qemu.Scratch;
import htg.testvm.qemu.StickImage;
import htg.testvm.stick.StickParts;
import java.nio.file.Path;
import java.util.Optional;

/** Machines for an {@link Onlooker}, and the disks in them. */
final class SetUp {
    private static final CommandRunner RUNNER = new SystemCommandRunner(command -> {});

    private SetUp() {}

    static Machine machine(Firmware firmware, Bus bus, Slot slot) {
        return Machine.of(firmware, bus, Accelerator.TCG).withSlot(slot).withMemory(DataSize.ofGibibytes(1));
    }

    /** A machine with the stick in it, whose kernel is yet to be named; nothing is written to the image. */
    static Launch launch(StickParts stick, Bus bus, Slot slot, Scratch scratch) {
        Medium medium = Medium.of(disk("stick", stick.image(), scratch));
        Wiring.Sockets sockets = new Wiring.Sockets(scratch.path());
        return Launch.of(machine(Firmware.DIRECT, bus, slot), medium, Optional.empty(), sockets);
    }

    /** A machine with a firmware, which starts the stick that is in it. */
    static Launch started(Machine machine, Path disk, Scratch scratch) {
        Optional<FirmwareFiles> flash = FirmwareFiles.find(machine.firmware(), FirmwareFiles.DEBIAN_FOLDER)
                .map(files -> files.copiedTo(scratch.resolve("variables.fd")));
        return Launch.of(machine, Medium.of(disk), flash, new Wiring.Sockets(scratch.path()));
    }

    /** A disk that shows an image, and keeps what is written to it. */
    static Path disk(String name, StickImage image, Scratch scratch) {
        return DiskPlan.over(image, image.size()).named(name + ".qcow2").make(RUNNER, scratch.path());
    }
}
