package htg.testvm.report;

import htg.common.HtgException;
import htg.common.io.AsideFile;
import htg.testvm.report.html.HtmlReport;
import htg.testvm.report.model.CellRecord;
import htg.testvm.report.model.Comparison;
import htg.testvm.report.model.RunRecord;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.stream.Stream;

/** Writes a run's files into its report folder. */
public final class Report {
    private static final String JUNIT = "junit.xml";

    private Report() {}

    /**
     * Writes {@code index.html}, {@code junit.xml}, {@code results.json}, and {@code timeline.json} into the folder of each
     * cell that has one. If one of the first three cannot be written, none of them is left: what an earlier run left there
     * would be taken for this one's.
     *
     * @throws HtgException {@link htg.common.ExitCode#ENVIRONMENT} when a file cannot be written
     */
    public static void write(Path folder, RunRecord run, Optional<Comparison> comparison) {
        try {
            writeAll(folder, run, comparison);
        } catch (HtgException failure) {
            Stream.of(JUNIT, ResultsJson.FILE, HtmlReport.FILE).forEach(name -> remove(folder.resolve(name), failure));
            throw failure;
        }
    }

    private static void remove(Path file, HtgException failure) {
        try {
            Files.deleteIfExists(file);
        } catch (IOException left) {
            failure.addSuppressed(left);
        }
    }

    private static void writeAll(Path folder, RunRecord run, Optional<Comparison> comparison) {
        for (CellRecord cell : run.cells()) {
            Path own = folder.resolve(cell.folder());
            if (Files.isDirectory(own)) {
                AsideFile.write(own.resolve("timeline.json"), ResultsJson.timeline(cell));
            }
        }
        AsideFile.write(folder.resolve(JUNIT), JUnitXml.document(run));
        AsideFile.write(folder.resolve(ResultsJson.FILE), ResultsJson.document(run, comparison));
        HtmlReport.write(folder, run, comparison);
    }
}
