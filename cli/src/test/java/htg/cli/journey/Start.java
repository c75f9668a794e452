package htg.cli.journey;

import htg.common.process.CommandRunner;
import htg.testvm.boot.Boot;
import htg.testvm.boot.BootPlan;
import htg.testvm.boot.Expectation;
import htg.testvm.boot.Outcome;
import htg.testvm.console.Status;
import htg.testvm.console.TimedEvent;
import htg.testvm.machine.Accelerator;
import htg.testvm.machine.Bus;
import htg.testvm.machine.DirectKernel;
import htg.testvm.machine.Firmware;
import htg.testvm.machine.FirmwareFiles;
import htg.testvm.machine.Launch;
import htg.testvm.machine.Machine;
import htg.testvm.machine.Medium;
import htg.testvm.machine.Wiring;
import htg.testvm.qemu.DiskPlan;
import htg.testvm.qemu.Scratch;
import htg.testvm.qemu.StickImage;
import htg.testvm.stick.Stage;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/**
 * One start of a stick on a medium of its own size, as far as the base.
 *
 * @param kernel what is started past firmware and GRUB, if anything
 */
record Start(Firmware firmware, Bus bus, Optional<DirectKernel> kernel) {
    private static final Duration LIMIT = Duration.ofSeconds(110);

    /** The budgets are for a machine that does nothing else, or a hang would take too long to be seen. */
    private static final BootPlan TO_THE_BASE = BootPlan.of(
            Expectation.perhaps("firmware", Status.OK, 15),
            Expectation.perhaps("grub", Status.START, 15),
            Expectation.perhaps("kernel", Status.START, 15),
            Expectation.of("consoles", Status.OK, 30),
            Expectation.of("modules", Status.OK, 20),
            Expectation.of("discover", Status.OK, 45),
            Expectation.of("import", Status.OK, 20),
            Expectation.of("switch", Status.OK, 20));

    /** How a start ended, and at which stage. */
    record End(Outcome outcome, List<TimedEvent> events, Stage stage) {}

    End of(CommandRunner runner, StickImage stick) {
        try (Scratch scratch = Scratch.open()) {
            Path overlay = DiskPlan.over(stick, stick.size()).make(runner, scratch.path());
            Machine machine = Machine.of(firmware, bus, Accelerator.TCG);
            Optional<FirmwareFiles> flash = FirmwareFiles.find(firmware, FirmwareFiles.DEBIAN_FOLDER)
                    .map(files -> files.copiedTo(scratch.resolve("variables")));
            Launch plain = Launch.of(machine, Medium.of(overlay), flash, new Wiring.Sockets(scratch.path()));
            Launch launch = kernel.map(plain::withKernel).orElse(plain);
            try (Boot boot = Boot.start(runner, launch, scratch.path(), scratch.path())) {
                Outcome outcome = boot.await(TO_THE_BASE, LIMIT, event -> {});
                return new End(outcome, boot.events(), stage(boot.events()));
            }
        }
    }

    private Stage stage(List<TimedEvent> events) {
        return kernel.isPresent() ? Stage.endOfDirectStart(events) : Stage.endOf(events);
    }
}
