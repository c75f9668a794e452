package htg.testvm.boot;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import htg.common.DataSize;
import htg.common.HtgException;
import htg.common.process.SystemCommandRunner;
import htg.testvm.BootSector;
import htg.testvm.BootSector.Ending;
import htg.testvm.Needs;
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
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** How a test of another module boots a machine and waits for it. */
class BootIT {
    private static final Duration LIMIT = Duration.ofSeconds(60);

    @TempDir
    Path folder = Path.of("");

    private final SystemCommandRunner runner = new SystemCommandRunner(command -> {});

    @BeforeEach
    void needsQemu() {
        Needs.qemu();
    }

    @Test
    void followsOnePlanAfterAnother() {
        Path image = BootSector.write(
                folder.resolve("image"), "HTG-STAGE discover ok\nHTG-STAGE import ok\n", Ending.POWER_OFF);
        try (Scratch scratch = Scratch.open();
                Boot boot = Boot.start(runner, launch(image, scratch), scratch.path(), folder)) {
            assertThat(boot.await(one("discover"), LIMIT, event -> {})).isEqualTo(new Outcome.Completed());
            assertThat(boot.await(one("import"), LIMIT, event -> {})).isEqualTo(new Outcome.Completed());
            assertThat(boot.await(one(BootPlan.POWER_OFF), LIMIT, event -> {})).isEqualTo(new Outcome.Completed());
            assertThat(boot.isOn()).isFalse();
            assertThat(boot.events())
                    .extracting(event -> event.event().toString())
                    .contains("import ok");
        }
    }

    @Test
    void switchesAHangingMachineOff() {
        Path image = BootSector.write(folder.resolve("image"), "HTG-STAGE discover ok\n", Ending.HANG);
        long children = ProcessHandle.current().descendants().count();
        try (Scratch scratch = Scratch.open();
                Boot boot = Boot.start(runner, launch(image, scratch), scratch.path(), folder)) {
            // However long the host takes to start a machine, it is in its loop before the time limit is set.
            assertThat(boot.await(one("discover"), LIMIT, event -> {})).isEqualTo(new Outcome.Completed());
            Duration limit = Duration.ofSeconds(boot.elapsed().toSeconds() + 2);
            assertThat(boot.await(one("import"), limit, event -> {}))
                    .isEqualTo(new Outcome.Broken(
                            Outcome.Cause.TIME_LIMIT,
                            "import",
                            "not done within " + limit.toSeconds() + " s; last landmark: discover ok"));
            assertThat(boot.isOn()).isTrue();
        }
        assertThat(ProcessHandle.current().descendants().count()).isEqualTo(children);
    }

    @Test
    void aQemuThatIsKilledProvesNothingAboutTheImage() {
        Path image = BootSector.write(folder.resolve("image"), "HTG-STAGE discover ok\n", Ending.HANG);
        try (Scratch scratch = Scratch.open();
                Boot boot = Boot.start(runner, launch(image, scratch), scratch.path(), folder)) {
            assertThat(boot.await(one("discover"), LIMIT, event -> {})).isEqualTo(new Outcome.Completed());
            ProcessHandle.current().children().forEach(ProcessHandle::destroyForcibly);
            assertThat(boot.await(one("import"), LIMIT, event -> {}))
                    .isInstanceOfSatisfying(
                            Outcome.Broken.class,
                            broken -> assertThat(broken.cause()).isEqualTo(Outcome.Cause.HOST));
        }
    }

    @Test
    void repeatsWhatQemuSaysWhenItCannotStart() {
        Path image = BootSector.write(folder.resolve("image"), "", Ending.HANG);
        try (Scratch scratch = Scratch.open()) {
            Launch broken = launch(image, scratch).withSmbiosStrings(java.util.List.of(folder.resolve("missing")));
            assertThatExceptionOfType(HtgException.class)
                    .isThrownBy(() -> Boot.start(runner, broken, scratch.path(), folder))
                    .withMessageContaining("QEMU did not start: ")
                    .withMessageContaining("missing")
                    .satisfies(failure -> assertThat(failure.hint()).contains("qemu-system-x86_64"));
        }
    }

    private Launch launch(Path image, Scratch scratch) {
        StickImage stick = StickImage.at(image);
        Path overlay = DiskPlan.over(stick, stick.size()).make(runner, scratch.path());
        Machine machine =
                Machine.of(Firmware.BIOS, Bus.VIRTIO_BLK, Accelerator.TCG).withMemory(DataSize.ofMebibytes(64));
        return Launch.of(machine, Medium.of(overlay), Optional.empty(), new Wiring.Sockets(scratch.path()));
    }

    private static BootPlan one(String landmark) {
        return BootPlan.of(Expectation.of(landmark, Status.OK, 30));
    }
}
