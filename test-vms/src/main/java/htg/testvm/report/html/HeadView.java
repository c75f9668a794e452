package htg.testvm.report.html;

import htg.common.DataSize;
import htg.testvm.report.model.CellRecord;
import htg.testvm.report.model.CellState;
import htg.testvm.report.model.Comparison;
import htg.testvm.report.model.ImageRecord;
import htg.testvm.report.model.RunRecord;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/** What the page says before the cells: how the run went, the matrix, what is different, what failed. */
final class HeadView {
    private HeadView() {}

    static Map<String, Object> model(RunRecord run, Optional<Comparison> comparison, Anchors anchors) {
        Map<String, Object> model = new HashMap<>();
        model.put("policy", Assets.policy());
        model.put("style", Assets.style());
        model.put("image", run.image().path());
        model.put("headline", headline(run));
        model.put("good", run.passed());
        model.put("facts", facts(run));
        model.put("counts", counts(run));
        model.put("grid", new Grid(run).model(anchors));
        model.put("failures", failures(run, anchors));
        comparison.ifPresent(different -> model.put("comparison", ComparisonView.model(different, run, anchors)));
        return model;
    }

    private static String headline(RunRecord run) {
        long failed = run.count(CellState.FAILED);
        long missing = run.count(CellState.NOT_RUN);
        if (run.cells().isEmpty()) {
            return "No cells";
        }
        String all = Text.count(run.cells().size(), "cell");
        if (failed > 0) {
            return failed + " of " + all + " failed";
        }
        return missing > 0 ? missing + " of " + all + " not run" : all + ", all as expected";
    }

    private static List<Map<String, String>> facts(RunRecord run) {
        List<Map<String, String>> facts = new ArrayList<>();
        fact(facts, "Image", run.image().path());
        fact(facts, "Size", size(run.image()));
        run.image().sha256().ifPresent(digest -> fact(facts, "SHA-256", digest));
        fact(facts, "Matrix", run.matrix());
        run.shard().ifPresent(shard -> fact(facts, "Shard", shard));
        fact(facts, "Machines", "QEMU with " + run.accelerator());
        fact(facts, "Started", run.started().truncatedTo(ChronoUnit.SECONDS).toString());
        fact(facts, "Took", Text.time(run.elapsed()));
        fact(facts, "Made by", "htg " + run.version());
        return facts;
    }

    private static String size(ImageRecord image) {
        return new DataSize(image.bytes()) + " (" + image.bytes() + " bytes)";
    }

    private static void fact(List<Map<String, String>> facts, String name, String value) {
        facts.add(Map.of("name", name, "value", value));
    }

    private static List<Map<String, Object>> counts(RunRecord run) {
        return Stream.of(CellState.values())
                .map(state -> Map.<String, Object>of(
                        "state", state.id(),
                        "symbol", state.symbol(),
                        "label", state.label(),
                        "count", run.count(state)))
                .toList();
    }

    private static List<Map<String, String>> failures(RunRecord run, Anchors anchors) {
        return run.cells().stream()
                .filter(cell -> cell.state() == CellState.FAILED || cell.state() == CellState.FLAKY)
                .map(cell -> failure(cell, anchors))
                .toList();
    }

    private static Map<String, String> failure(CellRecord cell, Anchors anchors) {
        return Map.of(
                "anchor", anchors.of(cell.name()),
                "name", cell.name(),
                "state", cell.state().id(),
                "label", cell.state().label(),
                "symbol", cell.state().symbol(),
                "reason", cell.verdict().reason());
    }
}
