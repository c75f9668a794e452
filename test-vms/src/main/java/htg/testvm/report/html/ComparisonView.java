package htg.testvm.report.html;

import htg.testvm.report.model.Comparison;
import htg.testvm.report.model.ImageRecord;
import htg.testvm.report.model.Pace;
import htg.testvm.report.model.RunRecord;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** What is different from an earlier run, and what one cell's part in that is. */
final class ComparisonView {
    private ComparisonView() {}

    static Map<String, Object> model(Comparison different, RunRecord run, Anchors anchors) {
        List<Map<String, Object>> groups = new ArrayList<>();
        names(groups, "Failing now", "bad", different.newFailures(), anchors);
        names(groups, "Fixed", "good", different.fixed(), anchors);
        names(groups, "Still failing", "bad", different.stillFailing(), anchors);
        paces(groups, "Slower", "bad", different.slower(), anchors);
        paces(groups, "Faster", "good", different.faster(), anchors);
        names(groups, "New", "plain", different.newCells(), anchors);
        names(groups, "Not run any more", "plain", different.vanished(), anchors);
        return Map.of("before", before(different, run), "groups", groups);
    }

    /** One cell's difference, as a sentence; empty when there is none. */
    static String of(Comparison different, String cell) {
        List<String> parts = new ArrayList<>();
        if (different.newFailures().contains(cell)) {
            parts.add("did not fail before");
        } else if (different.fixed().contains(cell)) {
            parts.add("failed before");
        } else if (different.stillFailing().contains(cell)) {
            parts.add("failed before as well");
        } else if (different.newCells().contains(cell)) {
            parts.add("was not there before");
        }
        different.pace(cell).ifPresent(pace -> parts.add(sentence(pace)));
        return String.join("; ", parts);
    }

    private static String before(Comparison different, RunRecord run) {
        RunRecord before = different.before();
        ImageRecord image = before.image();
        return "the run of " + before.started().truncatedTo(ChronoUnit.SECONDS) + " by htg " + before.version()
                + (image.equalsSurely(run.image()) ? ", same image" : ", image " + image.path())
                + (before.accelerator().equals(run.accelerator())
                        ? ""
                        : "; it used " + before.accelerator() + ", so times are not compared");
    }

    private static void names(
            List<Map<String, Object>> groups, String title, String tone, List<String> cells, Anchors anchors) {
        group(
                groups,
                title,
                tone,
                cells.stream().map(cell -> item(cell, "", anchors)).toList());
    }

    private static void paces(
            List<Map<String, Object>> groups, String title, String tone, List<Pace> paces, Anchors anchors) {
        group(
                groups,
                title,
                tone,
                paces.stream()
                        .map(pace -> item(pace.cell(), sentence(pace), anchors))
                        .toList());
    }

    private static void group(
            List<Map<String, Object>> groups, String title, String tone, List<Map<String, String>> items) {
        if (!items.isEmpty()) {
            groups.add(Map.of("title", title, "tone", tone, "items", items));
        }
    }

    private static Map<String, String> item(String cell, String note, Anchors anchors) {
        return Map.of("name", cell, "anchor", anchors.find(cell).orElse(""), "note", note);
    }

    private static String sentence(Pace pace) {
        String stage = pace.stage()
                .map(name -> ", most of it in " + name + " ("
                        + signed(pace.stageChange().toMillis()) + ")")
                .orElse("");
        return "took " + Text.time(pace.now()) + ", before " + Text.time(pace.before()) + stage;
    }

    private static String signed(long milliseconds) {
        return String.format(java.util.Locale.ROOT, "%+.1f s", milliseconds / 1000.0);
    }
}
