package htg.testvm.junit;

import htg.testvm.machine.Accelerator;
import htg.testvm.report.CellRecords;
import htg.testvm.report.Report;
import htg.testvm.report.model.CellRecord;
import htg.testvm.report.model.ImageRecord;
import htg.testvm.report.model.RunRecord;
import htg.testvm.run.CellResult;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** The report of a test method: of those of its cells that have run so far. Thread-safe. */
final class MethodReport {
    private static final String VERSION = "in JUnit";

    private final Path folder;
    private final String method;
    private final List<CellRecord> cells = new ArrayList<>();
    private Instant begin = Instant.MAX;

    MethodReport(Path folder, String method) {
        this.folder = folder;
        this.method = method;
    }

    /** Absolute. */
    Path folder() {
        return folder;
    }

    /** Adds a cell and writes the report anew. */
    synchronized void add(ImageRecord image, Accelerator accelerator, Instant started, CellResult result) {
        cells.add(CellRecords.of(result, folder, Failures.repetition(result.folder())));
        begin = started.isBefore(begin) ? started : begin;
        RunRecord run = new RunRecord(
                VERSION,
                image,
                accelerator.toString(),
                method,
                Optional.empty(),
                begin,
                Duration.between(begin, Instant.now()),
                cells);
        Report.write(folder, run, Optional.empty());
    }
}
