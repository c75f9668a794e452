package htg.testvm.matrix;

import htg.testvm.cell.Axis;
import htg.testvm.cell.Cell;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;

/**
 * A small part of some cells in which every two values occur together that do so in any of them. A greedy set cover, the
 * cheaper of equally good cells first, from which then those are dropped that the later ones have made superfluous.
 */
final class Pairwise {
    private static final List<Axis> AXES = List.of(Axis.values());

    private final List<Cell> cells;
    /** The pairs of values in each cell, as numbers. */
    private final int[][] pairs;
    /** How many chosen cells have each pair. */
    private final int[] covered;

    private Pairwise(List<Cell> cells) {
        this.cells = cells;
        Map<String, Integer> numbers = new HashMap<>();
        int[][] values = cells.stream().map(cell -> values(cell, numbers)).toArray(int[][]::new);
        int count = numbers.size();
        this.pairs = Arrays.stream(values).map(own -> pairs(own, count)).toArray(int[][]::new);
        this.covered = new int[count * count];
    }

    /** The part, in the order of {@code cells}. */
    static List<Cell> of(List<Cell> cells) {
        Pairwise cover = new Pairwise(cells);
        List<Integer> chosen = cover.choose();
        return cover.withoutSuperfluous(chosen).stream()
                .sorted()
                .map(cells::get)
                .toList();
    }

    /** Numbers that are an axis' own, though two axes may share a word. */
    private static int[] values(Cell cell, Map<String, Integer> numbers) {
        return AXES.stream()
                .mapToInt(axis -> numbers.computeIfAbsent(axis + "=" + axis.valueIn(cell), name -> numbers.size()))
                .toArray();
    }

    private static int[] pairs(int[] values, int count) {
        return IntStream.range(0, values.length)
                .flatMap(a -> IntStream.range(a + 1, values.length).map(b -> values[a] * count + values[b]))
                .toArray();
    }

    private List<Integer> choose() {
        int[] order = cheapestFirst();
        int[] limits = new int[cells.size()];
        Arrays.fill(limits, Integer.MAX_VALUE);
        List<Integer> chosen = new ArrayList<>();
        for (int best = best(order, limits); best >= 0; best = best(order, limits)) {
            chosen.add(best);
            Arrays.stream(pairs[best]).forEach(pair -> covered[pair]++);
        }
        return chosen;
    }

    private int[] cheapestFirst() {
        return IntStream.range(0, cells.size())
                .boxed()
                .sorted(Comparator.comparingInt(index -> Cost.of(cells.get(index))))
                .mapToInt(Integer::intValue)
                .toArray();
    }

    /**
     * The first cell that covers most; -1 when nothing is left to cover.
     *
     * @param limits what each cell covered when it was last looked at: it never covers more later, so that most need no
     *     second look
     */
    private int best(int[] order, int[] limits) {
        int best = -1;
        int most = 0;
        for (int index : order) {
            if (limits[index] > most) {
                limits[index] = uncovered(index);
                if (limits[index] > most) {
                    best = index;
                    most = limits[index];
                }
            }
        }
        return best;
    }

    private int uncovered(int index) {
        int count = 0;
        for (int pair : pairs[index]) {
            count += covered[pair] == 0 ? 1 : 0;
        }
        return count;
    }

    private List<Integer> withoutSuperfluous(List<Integer> chosen) {
        List<Integer> needed = new ArrayList<>();
        Comparator<Integer> dearestFirst = Comparator.comparingInt(index -> -Cost.of(cells.get(index)));
        for (int index : chosen.stream().sorted(dearestFirst).toList()) {
            if (Arrays.stream(pairs[index]).allMatch(pair -> covered[pair] > 1)) {
                Arrays.stream(pairs[index]).forEach(pair -> covered[pair]--);
            } else {
                needed.add(index);
            }
        }
        return needed;
    }
}
