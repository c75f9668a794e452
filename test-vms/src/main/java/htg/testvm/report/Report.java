package htg.testvm.report;

import htg.common.io.AsideFile;
import htg.testvm.cell.CellResult;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;

/** Writes a run's files into its report folder. */
public final class Report {
    private Report() {}

    /** Writes {@code junit.xml}, {@code results.json}, and each cell's {@code timeline.json}. */
    public static void write(Path folder, Path image, String accelerator, List<CellResult> results) {
        results.forEach(ResultsJson::writeTimeline);
        write(folder.resolve("junit.xml"), JUnitXml.document(results));
        write(folder.resolve("results.json"), ResultsJson.document(image, accelerator, results));
    }

    private static void write(Path file, String content) {
        AsideFile.write(file, content.getBytes(StandardCharsets.UTF_8));
    }
}
