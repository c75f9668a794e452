package htg.testvm.matrix;

import htg.testvm.run.PlannedCell;
import java.time.Duration;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** How long each of some cells may take: as long as last time, or as others took, or as one would guess. */
final class CellTimes {
    private final Map<String, Long> weights = new HashMap<>();
    private final boolean known;

    /**
     * Weighs {@code cells}.
     *
     * @param recorded from an earlier run, by cell name; may lack some cells, and have others
     */
    CellTimes(List<PlannedCell> cells, Map<String, Duration> recorded) {
        long[] times = cells.stream()
                .map(cell -> recorded.get(name(cell)))
                .filter(time -> time != null)
                .mapToLong(Duration::toMillis)
                .sorted()
                .toArray();
        this.known = times.length > 0;
        for (PlannedCell cell : cells) {
            Duration time = recorded.get(name(cell));
            long guess = known ? times[times.length / 2] : Cost.of(cell.cell());
            weights.put(name(cell), time == null ? guess : time.toMillis());
        }
    }

    /** In a unit that is the same for all cells. */
    long weight(PlannedCell cell) {
        return weights.getOrDefault(name(cell), 0L);
    }

    /** So that none is left running alone in the end; the order as it is when no time is known. */
    List<PlannedCell> longestFirst(List<PlannedCell> cells) {
        Comparator<PlannedCell> longest = Comparator.comparingLong(cell -> -weight(cell));
        return known ? cells.stream().sorted(longest).toList() : List.copyOf(cells);
    }

    private static String name(PlannedCell cell) {
        return cell.cell().toString();
    }
}
