package htg.testvm.matrix;

import htg.testvm.cell.Axis;
import htg.testvm.cell.Cell;
import java.util.List;
import java.util.Map;

/** All ways to take one value of each axis. */
final class Combinations {
    /** More than anybody runs, and few enough to be looked at one by one. */
    static final int MOST = 200_000;

    private Combinations() {}

    /** How many there are; no axes make none. */
    static long count(Map<Axis, List<String>> axes) {
        double product = axes.values().stream().mapToDouble(List::size).reduce(1, (a, b) -> a * b);
        return axes.isEmpty() ? 0 : (long) product;
    }

    /** Each of them, possible or not, the last axis changing fastest. */
    static List<Cell> of(Map<Axis, List<String>> axes) {
        List<Cell> cells = axes.isEmpty() ? List.of() : List.of(Cell.USUAL);
        for (Map.Entry<Axis, List<String>> axis : axes.entrySet()) {
            cells = cells.stream()
                    .flatMap(cell ->
                            axis.getValue().stream().map(word -> axis.getKey().set(cell, word)))
                    .toList();
        }
        return cells;
    }
}
