package htg.testvm.report;

import htg.common.io.AsideFile;
import htg.testvm.report.html.HtmlReport;
import htg.testvm.report.model.CellRecord;
import htg.testvm.report.model.Comparison;
import htg.testvm.report.model.RunRecord;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/** Writes a run's files into its report folder. */
public final class Report {
    private Report() {}

    /**
     * Writes {@code index.html}, {@code junit.xml}, {@code results.json}, and {@code timeline.json} into the folder of each
     * cell that has one.
     */
    public static void write(Path folder, RunRecord run, Optional<Comparison> comparison) {
        for (CellRecord cell : run.cells()) {
            Path own = folder.resolve(cell.folder());
            if (Files.isDirectory(own)) {
                AsideFile.write(own.resolve("timeline.json"), ResultsJson.timeline(cell));
            }
        }
        AsideFile.write(folder.resolve("junit.xml"), JUnitXml.document(run));
        AsideFile.write(folder.resolve(ResultsJson.FILE), ResultsJson.document(run, comparison));
        HtmlReport.write(folder, run, comparison);
    }
}
