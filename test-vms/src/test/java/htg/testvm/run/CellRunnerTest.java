package htg.testvm.run;

import static org.assertj.core.api.Assertions.assertThat;

import htg.common.DataSize;
import htg.common.ExitCode;
import htg.common.HtgException;
import htg.common.event.Event;
import htg.common.process.Command;
import htg.common.process.CommandResult;
import htg.common.process.CommandRunner;
import htg.common.process.RunningCommand;
import htg.common.process.Shutdown;
import htg.testvm.boot.BootPlan;
import htg.testvm.cell.Cell;
import htg.testvm.cell.Expected;
import htg.testvm.machine.Accelerator;
import htg.testvm.qemu.StickImage;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Cells that do not get as far as a machine. */
class CellRunnerTest {
    @TempDir
    Path folder = Path.of("");

    private final List<Event> events = new ArrayList<>();

    @Test
    void aBugIsAFailureOfItsCellAndSaysWhere() throws Exception {
        CellRunner runner = runner(new IllegalStateException("no such step"), Shutdown.NONE);
        CellResult result = runner.run(cell(folder.resolve("report")));
        assertThat(result.verdict())
                .isEqualTo(new Verdict.Failed(
                        "host", "this is a bug in htg: java.lang.IllegalStateException: no such step"));
        assertThat(runner.trouble()).isEmpty();
        assertThat(events).anyMatch(event -> event.toString().contains("at htg.testvm.run.CellRunnerTest"));
    }

    @Test
    void whatTheMachineLacksIsTroubleForAllCells() throws Exception {
        CellRunner runner = runner(new HtgException(ExitCode.ENVIRONMENT, "Cannot start qemu-img", ""), Shutdown.NONE);
        assertThat(runner.run(cell(folder.resolve("report"))).verdict())
                .isEqualTo(new Verdict.Failed("host", "Cannot start qemu-img"));
        assertThat(runner.trouble()).get().hasToString("htg.common.HtgException: Cannot start qemu-img");
        assertThat(CellRunner.notRun(
                                cell(folder.resolve("report")),
                                Optional.of(runner.trouble().orElseThrow()))
                        .verdict())
                .isEqualTo(new Verdict.NotRun("the run ended before: Cannot start qemu-img"));
    }

    @Test
    void aReportFolderThatCannotBeWrittenIsTroubleForAllCells() throws Exception {
        Path file = Files.createFile(folder.resolve("file"));
        CellRunner runner = runner(new IllegalStateException("comes later"), Shutdown.NONE);
        CellResult result = runner.run(cell(file.resolve("report")));
        assertThat(result.verdict().stage()).isEqualTo("host");
        assertThat(result.verdict().reason()).startsWith("Cannot write to the report, " + file);
        assertThat(runner.trouble()).isPresent();
    }

    @Test
    void aCellThatFailsInAnInterruptionWasNotRun() throws Exception {
        CellRunner runner = runner(new HtgException(ExitCode.FAILED, "qemu-img failed", ""), new Interrupted());
        assertThat(runner.run(cell(folder.resolve("report"))).verdict()).isEqualTo(new Verdict.NotRun("interrupted"));
        assertThat(events).noneMatch(event -> event instanceof Event.StepFailed);
    }

    @Test
    void whatFailsInAnInterruptionIsNoTroubleForTheOtherCells() throws Exception {
        HtgException failure = new HtgException(ExitCode.ENVIRONMENT, "Cannot start qemu-img", "");
        CellRunner runner = runner(failure, new Interrupted());
        assertThat(runner.run(cell(folder.resolve("report"))).verdict()).isEqualTo(new Verdict.NotRun("interrupted"));
        assertThat(runner.trouble()).isEmpty();
    }

    private CellRunner runner(RuntimeException failure, Shutdown shutdown) {
        return new CellRunner(new Failing(failure), events::add, shutdown);
    }

    private PreparedCell cell(Path report) throws Exception {
        Path image = folder.resolve("image");
        Files.write(image, new byte[1 << 20]);
        CellConditions conditions = CellConditions.USUAL
                .withCpus(OptionalInt.of(1))
                .withGrowth(DataSize.ofMebibytes(1))
                .withLimit(Duration.ofMinutes(1))
                .withFirmwareFolder(folder)
                .withRetries(1);
        RunSettings settings = new RunSettings(
                StickImage.at(image),
                new Goal.Landmarks(BootPlan.stick(), List.of()),
                report,
                conditions,
                Accelerator.TCG,
                Optional.empty(),
                Optional.empty());
        return PreparedCell.of(settings, new PlannedCell(Cell.parse("bios/virtio-blk"), new Expected.Boots()));
    }

    /** Runs nothing. */
    private record Failing(RuntimeException failure) implements CommandRunner {
        @Override
        public CommandResult run(Command command, Consumer<String> errorLines) {
            throw failure;
        }

        @Override
        public RunningCommand start(Command command, Consumer<String> errorLines) {
            throw failure;
        }

        @Override
        public int runInTerminal(Command command) {
            throw failure;
        }
    }

    private static final class Interrupted implements Shutdown {
        @Override
        public boolean isUnderWay() {
            return true;
        }

        @Override
        public boolean explainsFailure() {
            return true;
        }

        @Override
        public void awaitTheCommand() {}
    }
}
