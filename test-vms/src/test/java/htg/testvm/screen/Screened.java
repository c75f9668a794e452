package htg.testvm.screen;

import htg.common.DataSize;
import htg.common.process.CommandRunner;
import htg.testvm.machine.Accelerator;
import htg.testvm.machine.Bus;
import htg.testvm.machine.Firmware;
import htg.testvm.machine.FirmwareFiles;
import htg.testvm.machine.Launch;
import htg.testvm.machine.Machine;
import htg.testvm.machine.Medium;
import htg.testvm.machine.Wiring;
import htg.testvm.qemu.DiskPlan;
import htg.testvm.qemu.RunningMachine;
import htg.testvm.qemu.Scratch;
import htg.testvm.qemu.StickImage;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;

/** A machine that boots an image and shows what it shows. */
final class Screened implements AutoCloseable {
    private static final Duration LIMIT = Duration.ofSeconds(55);
    private static final long PAUSE_MILLIS = 500;

    private final Scratch scratch = Scratch.open();
    private final RunningMachine machine;
    private final ScreenReader reader;

    Screened(CommandRunner runner, Path image, Firmware firmware) {
        StickImage stick = StickImage.at(image);
        Path overlay = DiskPlan.over(stick, stick.size()).make(runner, scratch.path());
        Machine settings = Machine.of(firmware, Bus.VIRTIO_BLK, Accelerator.TCG).withMemory(DataSize.ofMebibytes(256));
        Optional<FirmwareFiles> flash = FirmwareFiles.find(firmware, FirmwareFiles.DEBIAN_FOLDER)
                .map(files -> files.copiedTo(scratch.resolve("variables.fd")));
        Wiring.Sockets sockets = new Wiring.Sockets(scratch.path());
        machine = RunningMachine.start(runner, Launch.of(settings, Medium.of(overlay), flash, sockets), sockets);
        reader = new ScreenReader(machine);
        machine.resume();
    }

    RunningMachine machine() {
        return machine;
    }

    Snapshot look() {
        return reader.look(scratch.resolve("screen.png"));
    }

    /** Looks until the expectation is met, or the time is up; returns the last mismatch then. */
    Optional<String> await(ScreenExpectation expectation) throws InterruptedException {
        long end = System.nanoTime() + LIMIT.toNanos();
        Optional<String> mismatch = expectation.check(look());
        while (mismatch.isPresent() && System.nanoTime() < end) {
            Thread.sleep(PAUSE_MILLIS);
            mismatch = expectation.check(look());
        }
        return mismatch;
    }

    @Override
    public void close() {
        try (scratch) {
            machine.close();
        }
    }
}
