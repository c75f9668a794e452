package htg.testvm.report.html;

import htg.testvm.report.model.CellRecord;
import htg.testvm.report.model.RunRecord;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * The matrix as a table: down the axis with most values, across the second; what the other axes say is written on the
 * cells, several of which may share a place.
 */
final class Grid {
    private static final String NONE = "";

    private final RunRecord run;
    private final Map<String, Set<String>> axes = new LinkedHashMap<>();
    private final String down;
    private final String across;

    Grid(RunRecord run) {
        this.run = run;
        run.cells()
                .forEach(cell -> cell.values()
                        .forEach((axis, value) -> axes.computeIfAbsent(axis, name -> new LinkedHashSet<>())
                                .add(value)));
        List<String> largest = axes.keySet().stream()
                .sorted(Comparator.comparing((String axis) ->
                                axes.getOrDefault(axis, Set.of()).size())
                        .reversed())
                .toList();
        this.down = largest.isEmpty() ? NONE : largest.get(0);
        this.across = largest.size() < 2 ? NONE : largest.get(1);
    }

    Map<String, Object> model(Anchors anchors) {
        List<String> columns = List.copyOf(values(across));
        List<Map<String, Object>> rows = new ArrayList<>();
        for (String row : values(down)) {
            List<List<Map<String, Object>>> places =
                    columns.stream().map(column -> chips(row, column, anchors)).toList();
            rows.add(Map.of("name", row, "places", places));
        }
        return Map.of(
                "down",
                down,
                "across",
                across,
                "columns",
                columns,
                "rows",
                rows,
                "others",
                String.join(", ", others()));
    }

    private Set<String> values(String axis) {
        return axes.getOrDefault(axis, Set.of(NONE));
    }

    private List<Map<String, Object>> chips(String row, String column, Anchors anchors) {
        return run.cells().stream()
                .filter(cell ->
                        value(cell, down).equals(row) && value(cell, across).equals(column))
                .map(cell -> chip(cell, anchors))
                .toList();
    }

    private Map<String, Object> chip(CellRecord cell, Anchors anchors) {
        String rest = others().stream().map(axis -> value(cell, axis)).collect(Collectors.joining(" · "));
        return Map.of(
                "anchor", anchors.of(cell.name()),
                "name", cell.name(),
                "state", cell.state().id(),
                "label", cell.state().label(),
                "symbol", cell.state().symbol(),
                "text", rest.isEmpty() ? Text.time(cell.elapsed()) : rest,
                "reason", cell.verdict().reason());
    }

    /** The axes without a direction of their own on which there is a choice. */
    private List<String> others() {
        return axes.keySet().stream()
                .filter(axis -> !axis.equals(down) && !axis.equals(across))
                .filter(axis -> values(axis).size() > 1)
                .toList();
    }

    private static String value(CellRecord cell, String axis) {
        return cell.values().getOrDefault(axis, NONE);
    }
}
