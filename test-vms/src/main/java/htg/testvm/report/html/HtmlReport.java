package htg.testvm.report.html;

import htg.common.ExitCode;
import htg.common.HtgException;
import htg.common.io.AsideFile;
import htg.common.template.Templates;
import htg.testvm.report.model.CellRecord;
import htg.testvm.report.model.Comparison;
import htg.testvm.report.model.RunRecord;
import htg.testvm.report.model.Stage;
import java.io.IOException;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Comparator;
import java.util.Map;
import java.util.Optional;

/**
 * Writes a run as one HTML page, a cell at a time: what is in memory does not grow with the logs and pictures of other
 * cells.
 */
public final class HtmlReport {
    /** The name of the page in a report. */
    public static final String FILE = "index.html";

    private static final Templates TEMPLATES = Templates.beside(HtmlReport.class);

    private HtmlReport() {}

    /**
     * Writes the page. Logs, pictures and scripts are read from the cells' folders; what is not there is left out.
     *
     * @throws HtgException {@link ExitCode#ENVIRONMENT} when it cannot be written
     */
    public static void write(Path folder, RunRecord run, Optional<Comparison> comparison) {
        Path page = folder.resolve(FILE);
        try (AsideFile file = AsideFile.beside(page)) {
            try (Writer out = Files.newBufferedWriter(file.path(), StandardCharsets.UTF_8)) {
                write(out, folder, run, comparison);
            }
            file.commit();
        } catch (IOException failure) {
            throw new HtgException(
                    ExitCode.ENVIRONMENT,
                    "Cannot write " + page + ": " + HtgException.reason(failure),
                    "Free some space there, or choose another folder with --report.",
                    failure);
        }
    }

    private static void write(Writer out, Path folder, RunRecord run, Optional<Comparison> comparison)
            throws IOException {
        Anchors anchors = Anchors.of(run);
        TEMPLATES.write("head.ftlh", HeadView.model(run, comparison, anchors), out);
        Duration longest = longest(run);
        for (CellRecord cell : run.cells()) {
            CellView view = new CellView(cell, anchors.of(cell.name()), folder.resolve(cell.folder()), longest);
            TEMPLATES.write("cell.ftlh", view.model(comparison), out);
        }
        TEMPLATES.write("foot.ftlh", Map.of("version", run.version(), "script", Assets.script()), out);
    }

    private static Duration longest(RunRecord run) {
        return run.cells().stream()
                .flatMap(cell -> cell.stages().stream())
                .map(Stage::to)
                .max(Comparator.naturalOrder())
                .orElse(Duration.ZERO);
    }
}
