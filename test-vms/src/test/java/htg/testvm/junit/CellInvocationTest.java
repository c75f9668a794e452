package htg.testvm.junit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import htg.common.ExitCode;
import htg.common.HtgException;
import htg.testvm.cell.Cell;
import htg.testvm.cell.Expected;
import htg.testvm.machine.Accelerator;
import htg.testvm.report.ResultsJson;
import htg.testvm.report.model.CellRecord;
import htg.testvm.report.model.ImageRecord;
import htg.testvm.run.CellResult;
import htg.testvm.run.PlannedCell;
import htg.testvm.run.Verdict;
import htg.testvm.suite.SuiteRun;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What JUnit and the report are told of a cell that has run, or ought to have. */
class CellInvocationTest {
    private static final Cell CELL = Cell.parse("bios/nvme");

    @TempDir
    Path folder = Path.of("");

    @Test
    void anErrorInACellIsThrownOnceTheReportIsWritten() {
        OutOfMemoryError error = new OutOfMemoryError("Java heap space");
        assertThatThrownBy(() -> reported(new Verdict.NotRun("the run ended before"), Optional.of(error)))
                .isSameAs(error);
        assertThat(cells())
                .singleElement()
                .satisfies(cell -> assertThat(cell.verdict().reason()).isEqualTo("the run ended before"));
    }

    @Test
    void whatThisMachineLacksIsSaidWithItsHint() {
        HtgException lack = new HtgException(ExitCode.ENVIRONMENT, "The disk is full", "Free some space.");
        assertThatThrownBy(() -> reported(new Verdict.Failed("host", "The disk is full"), Optional.of(lack)))
                .hasMessage("The disk is full. Free some space.")
                .hasCause(lack);
        assertThat(cells()).hasSize(1);
    }

    @Test
    void theReportRepeatsACellWhateverItsFolderIsCalled() {
        CellResult result = reported(new Verdict.Passed(), Optional.empty());
        assertThat(result.verdict().passed()).isTrue();
        assertThat(cells())
                .extracting(CellRecord::command)
                .containsExactly("sh " + quoted(report().resolve("bios-nvme/reproduce.sh")));
        assertThat(Failures.at(CELL, "import", "hangs", "none", result.folder()))
                .hasMessageContaining(
                        "to see it again: sh " + quoted(result.folder().resolve("reproduce.sh")));
    }

    private CellResult reported(Verdict verdict, Optional<Throwable> failure) {
        CellInvocation invocation = new CellInvocation(
                new Settings(List.of()),
                new PlannedCell(CELL, new Expected.Boots()),
                new MethodReport(report(), "htg.Example.boots"));
        CellResult result = new CellResult(
                CELL,
                new Expected.Boots(),
                verdict,
                Duration.ofSeconds(8),
                List.of(),
                List.of(),
                List.of(),
                List.of(),
                List.of(),
                Optional.empty(),
                report().resolve("bios-nvme"));
        return invocation.reported(
                new SuiteRun(List.of(result), failure),
                new ImageRecord("out/htg.img", 1L << 20, Optional.empty()),
                Accelerator.TCG,
                Instant.now());
    }

    /** As a POSIX shell wants it. */
    private static String quoted(Path file) {
        return "'" + file.toString().replace("'", "'\\''") + "'";
    }

    private Path report() {
        return folder.resolve("it's a report");
    }

    private List<CellRecord> cells() {
        return ResultsJson.read(report()).cells();
    }
}
