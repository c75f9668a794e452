package htg.cli.journey;

import static org.assertj.core.api.Assertions.assertThat;

import htg.common.DataSize;
import htg.common.process.CommandResult;
import htg.common.process.CommandRunner;
import htg.common.process.SystemCommandRunner;
import htg.testvm.boot.Boot;
import htg.testvm.boot.BootPlan;
import htg.testvm.boot.Expectation;
import htg.testvm.boot.Outcome;
import htg.testvm.console.Status;
import htg.testvm.machine.Accelerator;
import htg.testvm.machine.Bus;
import htg.testvm.machine.Firmware;
import htg.testvm.machine.Launch;
import htg.testvm.machine.Machine;
import htg.testvm.machine.Medium;
import htg.testvm.machine.Wiring;
import htg.testvm.qemu.DiskPlan;
import htg.testvm.qemu.Scratch;
import htg.testvm.qemu.StickImage;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** A stick in any slot: a BIOS starts its GRUB, and the trampoline finds the root pool and hands over to the base. */
class EveryBusIT {
    private static final CommandRunner RUNNER = new SystemCommandRunner(command -> {});

    /** Generous: a UHCI controller reads 0.9 MB/s, and other tests may run beside this one. */
    private static final BootPlan TO_THE_BASE = BootPlan.of(
            Expectation.of("kernel", Status.START, 240),
            Expectation.of("consoles", Status.OK, 90),
            Expectation.of("discover", Status.OK, 90),
            Expectation.of("import", Status.OK, 30),
            Expectation.of("switch", Status.OK, 30));

    @TempDir
    static Path folder = Path.of("");

    @BeforeAll
    static void buildTheStick() {
        Htg.requireBuildTools();
        Htg.requireMachines();
        CommandResult build = new Htg(folder).run("build", "--cache", Htg.CACHE.toString());
        assertThat(build.exitStatus()).as(build.errorTail()).isZero();
    }

    @ParameterizedTest
    @EnumSource
    void theTrampolineFindsItsRootOn(Bus bus) throws Exception {
        StickImage stick = StickImage.at(folder.resolve("out/htg.img"));
        Path logs = Files.createDirectories(folder.resolve("logs").resolve(bus.toString()));
        try (Scratch scratch = Scratch.open()) {
            DataSize size = bus.mediumSize(DataSize.ofGibibytes(2));
            Path overlay = DiskPlan.over(stick, size).make(RUNNER, scratch.path());
            Machine machine = Machine.of(Firmware.BIOS, bus, Accelerator.TCG);
            Launch launch =
                    Launch.of(machine, Medium.of(overlay), Optional.empty(), new Wiring.Sockets(scratch.path()));
            try (Boot boot = Boot.start(RUNNER, launch, scratch.path(), logs)) {
                Outcome outcome = boot.await(TO_THE_BASE, Duration.ofMinutes(5), event -> {});
                assertThat(outcome).as(boot.events().toString()).isEqualTo(new Outcome.Completed());
            }
        }
    }
}
