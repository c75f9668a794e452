package htg.testvm.run;

import static org.assertj.core.api.Assertions.assertThat;

import htg.common.DataSize;
import htg.common.process.Command;
import htg.common.process.CommandResult;
import htg.common.process.CommandRunner;
import htg.common.process.RunningCommand;
import htg.common.process.SystemCommandRunner;
import htg.testvm.BootSector;
import htg.testvm.BootSector.Ending;
import htg.testvm.Needs;
import htg.testvm.boot.BootPlan;
import htg.testvm.boot.Expectation;
import htg.testvm.boot.Outcome;
import htg.testvm.cell.Cell;
import htg.testvm.cell.Expected;
import htg.testvm.console.Status;
import htg.testvm.machine.Accelerator;
import htg.testvm.qemu.Programs;
import htg.testvm.qemu.StickImage;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.function.Consumer;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The image shrinks under a machine that boots from a medium of ours: what the guest makes of that is not its fault. */
class MediumServerIT {
    private static final String REASON = "the host could not read the medium: the file ends at byte ";

    @TempDir
    Path folder = Path.of("");

    private final CommandRunner runner = new Shrinking();

    @BeforeEach
    void needsQemu() {
        Needs.qemu();
    }

    /** QEMU reports errors of the one, but none of the other: there, all that is seen is a guest that does not boot. */
    @ParameterizedTest
    @ValueSource(strings = {"bios/virtio-blk", "bios/nvme"})
    void theCellNamesWhatTheHostCouldNotRead(String machine) {
        CellResult result = new CellRunner(runner, event -> {}).run(cell(machine, new Expected.Boots()));
        assertThat(result.verdict()).isInstanceOfSatisfying(Verdict.Failed.class, failed -> {
            assertThat(failed.stage()).isEqualTo("host");
            assertThat(failed.reason()).startsWith(REASON);
        });
    }

    @Test
    void noCellThatHasToStopPassesForIt() {
        Expected stop = new Expected.StopsAt("firmware", Optional.empty());
        CellResult result = new CellRunner(runner, event -> {}).run(cell("bios/nvme", stop));
        assertThat(result.verdict().reason()).startsWith(REASON);
    }

    @Test
    void aCellThatATestSteersSaysSoAsWell() {
        try (LiveCell live = LiveCell.start(cell("bios/nvme", new Expected.Boots()), runner)) {
            assertThat(live.await("discover ok")).isInstanceOfSatisfying(Outcome.Broken.class, broken -> {
                assertThat(broken.cause()).isEqualTo(Outcome.Cause.HOST);
                assertThat(broken.reason()).startsWith(REASON);
            });
        }
    }

    private PreparedCell cell(String machine, Expected expected) {
        Path image = BootSector.write(folder.resolve("image"), "HTG-STAGE discover ok\n", Ending.HANG);
        CellConditions conditions = CellConditions.USUAL
                .withCpus(OptionalInt.of(1))
                .withGrowth(DataSize.ofMebibytes(1))
                .withLimit(Duration.ofSeconds(60));
        RunSettings settings = new RunSettings(
                StickImage.at(image),
                new Goal.Landmarks(BootPlan.of(Expectation.of("discover", Status.OK, 50)), List.of()),
                folder.resolve("report"),
                conditions,
                Accelerator.TCG,
                Optional.empty(),
                Optional.empty());
        Cell cell = Cell.parse(machine + "/slow@fixed:1ms").withMemory(DataSize.ofMebibytes(64));
        return PreparedCell.of(settings, new PlannedCell(cell, expected));
    }

    /** Cuts the image off before QEMU reads from it. */
    private final class Shrinking implements CommandRunner {
        private final CommandRunner real = new SystemCommandRunner(command -> {});

        @Override
        public RunningCommand start(Command command, Consumer<String> errorLines) {
            assertThat(command.program()).isEqualTo(Programs.QEMU);
            try (FileChannel image = FileChannel.open(folder.resolve("image"), StandardOpenOption.WRITE)) {
                image.truncate(0);
            } catch (IOException failure) {
                throw new UncheckedIOException(failure);
            }
            return real.start(command, errorLines);
        }

        @Override
        public CommandResult run(Command command, Consumer<String> errorLines) {
            return real.run(command, errorLines);
        }

        @Override
        public int runInTerminal(Command command) {
            return real.runInTerminal(command);
        }
    }
}
