package htg.testvm.report.html;

import htg.testvm.report.model.LandmarkRecord;
import htg.testvm.report.model.Stage;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** A timeline's geometry: all positions are shares of the chart's width. */
final class Chart {
    private static final int[] STEPS = {1, 2, 5, 10, 20, 30, 60, 120, 300, 600, 1200, 3600};
    private static final int MOST_TICKS = 7;

    private final List<Stage> stages;
    private final Duration whole;

    Chart(List<Stage> stages) {
        this.stages = stages;
        this.whole =
                stages.isEmpty() ? Duration.ZERO : stages.get(stages.size() - 1).to();
    }

    /** A row for each stage. */
    List<Map<String, Object>> rows(LandmarkPlaces places) {
        return stages.stream().map(stage -> row(stage, places)).toList();
    }

    /** All stages in one line, as long as they are compared with {@code longest}. */
    List<Map<String, Object>> overview(Duration longest) {
        return stages.stream()
                .filter(stage -> !stage.length().isZero())
                .map(stage -> bar(stage, longest))
                .toList();
    }

    /** Where the seconds are written above the rows. */
    List<Map<String, String>> ticks() {
        int step = STEPS[0];
        for (int i = 1; i < STEPS.length && whole.toSeconds() / step > MOST_TICKS; i++) {
            step = STEPS[i];
        }
        List<Map<String, String>> ticks = new ArrayList<>();
        for (long second = step; second < whole.toSeconds(); second += step) {
            ticks.add(Map.of("x", Text.percent(Duration.ofSeconds(second), whole), "text", second + " s"));
        }
        return ticks;
    }

    private Map<String, Object> row(Stage stage, LandmarkPlaces places) {
        Map<String, Object> row = new HashMap<>(bar(stage, whole));
        row.put("at", Text.time(stage.to()));
        row.put("length", stage.length().isZero() ? "" : Text.time(stage.length()));
        row.put("place", places.of(stage.landmarks()).orElse(""));
        row.put(
                "detail",
                stage.landmarks().stream()
                        .map(LandmarkRecord::detail)
                        .filter(detail -> !detail.isEmpty())
                        .distinct()
                        .collect(Collectors.joining("; ")));
        return row;
    }

    private static Map<String, Object> bar(Stage stage, Duration whole) {
        return Map.of(
                "name", stage.name(),
                "phase", stage.phase().toString(),
                "broken", stage.broken(),
                "x", Text.percent(stage.from(), whole),
                "width", Text.percent(stage.length(), whole));
    }
}
