package htg.testvm.matrix;

import htg.common.ExitCode;
import htg.common.HtgException;
import htg.testvm.run.PlannedCell;
import java.time.Duration;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * One of several parts of a run, each of which another machine may do.
 *
 * @param number from 1
 * @param count how many parts there are
 */
public record Shard(int number, int count) {
    /** All there is to do. */
    public static final Shard WHOLE = new Shard(1, 1);

    private static final Pattern TEXT = Pattern.compile("(\\d{1,4})/(\\d{1,4})");

    public Shard {
        if (number < 1 || number > count) {
            throw new IllegalArgumentException("there is no part " + number + " of " + count);
        }
    }

    /**
     * Reads {@code 2/3}.
     *
     * @throws HtgException {@link ExitCode#USAGE} when it is no shard
     */
    public static Shard parse(String text) {
        Matcher matcher = TEXT.matcher(text);
        int number = matcher.matches() ? Integer.parseInt(matcher.group(1)) : 0;
        int count = number == 0 ? 0 : Integer.parseInt(matcher.group(2));
        if (number < 1 || number > count) {
            throw new HtgException(
                    ExitCode.USAGE, "'" + text + "' is no shard", "Write 1/3, 2/3 and 3/3 for the parts of three.");
        }
        return new Shard(number, count);
    }

    /**
     * This shard's cells: every cell is in one shard, and the shards take about the same time. It depends on nothing but
     * the names and times. The longest is first if times are known; otherwise the order stays.
     *
     * @param recorded times of an earlier run by cell name, the same for all shards; cells without one count as the
     *     median
     */
    public List<PlannedCell> select(List<PlannedCell> cells, Map<String, Duration> recorded) {
        CellTimes times = new CellTimes(cells, recorded);
        Set<PlannedCell> own = own(cells, times);
        return times.longestFirst(cells.stream().filter(own::contains).toList());
    }

    /** Longest processing time first: each cell goes to the shard with the least to do so far. */
    private Set<PlannedCell> own(List<PlannedCell> cells, CellTimes times) {
        Comparator<PlannedCell> longest = Comparator.comparingLong(cell -> -times.weight(cell));
        Comparator<PlannedCell> byName =
                Comparator.comparing(cell -> cell.cell().toString());
        long[] loads = new long[count];
        Set<PlannedCell> own = new HashSet<>();
        for (PlannedCell cell :
                cells.stream().sorted(longest.thenComparing(byName)).toList()) {
            int least = lightest(loads);
            loads[least] += times.weight(cell);
            if (least == number - 1) {
                own.add(cell);
            }
        }
        return own;
    }

    private static int lightest(long[] loads) {
        int least = 0;
        for (int i = 1; i < loads.length; i++) {
            least = loads[i] < loads[least] ? i : least;
        }
        return least;
    }

    /** As {@link #parse} reads it. */
    @Override
    public String toString() {
        return number + "/" + count;
    }
}
