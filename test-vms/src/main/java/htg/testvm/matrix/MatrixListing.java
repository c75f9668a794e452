package htg.testvm.matrix;

import htg.testvm.run.PlannedCell;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Cells as a list to read: the name, what is expected, and how long it took last time. */
public final class MatrixListing {
    private MatrixListing() {}

    /**
     * A line for each cell, without line end, in columns.
     *
     * @param recorded times of an earlier run by cell name; may lack some cells
     */
    public static List<String> lines(List<PlannedCell> cells, Map<String, Duration> recorded) {
        int width = cells.stream().mapToInt(cell -> name(cell).length()).max().orElse(0);
        return cells.stream()
                .map(cell -> pad(name(cell), width) + "  " + cell.expected() + time(recorded.get(name(cell))))
                .toList();
    }

    private static String time(@Nullable Duration time) {
        return time == null ? "" : String.format(Locale.ROOT, "  (%.1f s)", time.toMillis() / 1000.0);
    }

    private static String pad(String text, int width) {
        return text + " ".repeat(width - text.length());
    }

    private static String name(PlannedCell cell) {
        return cell.cell().toString();
    }
}
