package htg.testvm.report.html;

import htg.testvm.report.model.AttemptRecord;
import htg.testvm.report.model.CellRecord;
import htg.testvm.report.model.CellState;
import htg.testvm.report.model.CheckRecord;
import htg.testvm.report.model.Comparison;
import htg.testvm.report.model.EarlierBootRecord;
import htg.testvm.report.model.PlainText;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** What the page says about one cell. */
record CellView(CellRecord cell, String anchor, Path folder, Duration longest) {
    private static final String SCRIPT = "reproduce.sh";
    private static final int SCRIPT_LIMIT = 64 << 10;

    Map<String, Object> model(Optional<Comparison> comparison) throws IOException {
        Map<String, Object> model = new HashMap<>();
        model.put("anchor", anchor);
        model.put("name", cell.name());
        model.put("state", cell.state().id());
        model.put("label", cell.state().label());
        model.put("symbol", cell.state().symbol());
        model.put("ran", cell.state() != CellState.NOT_RUN);
        model.put("open", cell.state() == CellState.FAILED || cell.state() == CellState.FLAKY);
        model.put("elapsed", Text.time(cell.elapsed()));
        model.put("reason", cell.verdict().reason());
        model.put("stage", cell.verdict().stage().orElse(""));
        model.put("expected", cell.expected());
        model.put("values", cell.values());
        model.put("attempts", cell.attempts().stream().map(CellView::attempt).toList());
        model.put(
                "change",
                comparison
                        .map(different -> ComparisonView.of(different, cell.name()))
                        .orElse(""));
        model.put("checks", cell.checks().stream().map(CellView::check).toList());
        model.put("goodChecks", cell.goodChecks());
        model.put("command", cell.command());
        model.put("script", script());
        model.put("folder", cell.folder());
        putBoots(model);
        return model;
    }

    /** That which counts, and those before it. What was said last was said in the last boot that there was. */
    private void putBoots(Map<String, Object> model) throws IOException {
        Map<String, Object> last = new BootView(
                        anchor, folder, cell.folder(), "", cell.timeline(), cell.stages(), cell.pictures())
                .model();
        List<Map<String, Object>> earlier = new ArrayList<>();
        for (EarlierBootRecord boot : cell.earlierBoots()) {
            earlier.add(earlier(boot, anchor + "-earlier-" + (earlier.size() + 1)));
        }
        boolean brokeBefore = cell.timeline().isEmpty() && !earlier.isEmpty();
        Map<String, Object> loudest = brokeBefore ? earlier.get(earlier.size() - 1) : last;
        model.put("boot", last);
        model.put("lastLines", loudest.get("lastLines"));
        model.put("earlierBoots", earlier);
        model.put("overview", new Chart(cell.stages()).overview(longest));
    }

    private Map<String, Object> earlier(EarlierBootRecord boot, String name) throws IOException {
        // As the cell's own folder, this one is in the report, wherever that is.
        Path own = folder.resolve(Path.of(cell.folder()).relativize(Path.of(boot.folder())));
        String logName = own.getFileName() + "/";
        Map<String, Object> model = new BootView(
                        name, own, boot.folder(), logName, boot.timeline(), boot.stages(), boot.pictures())
                .model();
        model.put("end", boot.end());
        model.put("elapsed", Text.time(boot.elapsed()));
        return model;
    }

    private String script() throws IOException {
        Path file = folder.resolve(SCRIPT);
        return Files.isRegularFile(file) && Files.size(file) <= SCRIPT_LIMIT
                ? PlainText.of(new String(Files.readAllBytes(file), StandardCharsets.UTF_8))
                : "";
    }

    private static Map<String, String> attempt(AttemptRecord attempt) {
        return Map.of(
                "verdict", attempt.kind().toString(),
                "reason", attempt.reason(),
                "elapsed", Text.time(attempt.elapsed()));
    }

    private static Map<String, String> check(CheckRecord check) {
        CellState state = switch (check.result()) {
            case PASSED -> CellState.PASSED;
            case FAILED -> CellState.FAILED;
            case NO_RESULT -> CellState.NOT_RUN;
        };
        String label = check.result() == CheckRecord.Result.NO_RESULT ? "no result" : state.label();
        return Map.of(
                "name", check.name(),
                "state", state.id(),
                "symbol", state.symbol(),
                "label", label,
                "detail", check.detail(),
                "output", check.output());
    }
}
