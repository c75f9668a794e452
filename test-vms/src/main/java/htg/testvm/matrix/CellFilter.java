package htg.testvm.matrix;

import htg.common.ExitCode;
import htg.common.HtgException;
import htg.testvm.boot.BootPlan;
import htg.testvm.cell.Cell;
import htg.testvm.run.PlannedCell;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collector;
import java.util.stream.Collectors;

/**
 * The choice on the command line.
 *
 * @param only patterns of which a cell fits one, if there are any; a pattern without wildcards is the name of any possible
 *     cell, in the matrix or not
 * @param exclude patterns of which a cell fits none
 */
public record CellFilter(List<String> only, List<String> exclude) {
    public CellFilter {
        only = List.copyOf(only);
        exclude = List.copyOf(exclude);
    }

    /**
     * The matrix' cells that pass, in its order, then those that only a name brought in.
     *
     * @throws HtgException {@link ExitCode#USAGE} when a pattern fits none, or no cell is left
     */
    public List<PlannedCell> select(MatrixSpec matrix) {
        Set<Cell> own = matrix.cells().stream().map(PlannedCell::cell).collect(inOrder());
        Set<Cell> wanted = only.isEmpty() ? own : wanted(own, matrix.plan());
        Set<Cell> known = new LinkedHashSet<>(own);
        known.addAll(wanted);
        Set<Cell> unwanted = unwanted(known, matrix.plan());
        List<PlannedCell> cells = known.stream()
                .filter(cell -> wanted.contains(cell) && !unwanted.contains(cell))
                .map(matrix::planned)
                .toList();
        if (cells.isEmpty()) {
            throw new HtgException(ExitCode.USAGE, "No cell is left to run", "Exclude fewer cells than are chosen.");
        }
        return cells;
    }

    private Set<Cell> wanted(Set<Cell> own, BootPlan plan) {
        return only.stream()
                .map(CellPattern::new)
                .flatMap(pattern ->
                        (pattern.isLiteral() ? Set.of(named(pattern, own, plan)) : matching(pattern, own)).stream())
                .collect(inOrder());
    }

    private Set<Cell> unwanted(Set<Cell> known, BootPlan plan) {
        return exclude.stream()
                .map(CellPattern::new)
                .flatMap(pattern ->
                        (pattern.isLiteral() ? one(pattern, known, plan) : matching(pattern, known)).stream())
                .collect(inOrder());
    }

    private static Set<Cell> one(CellPattern name, Set<Cell> known, BootPlan plan) {
        Cell cell = named(name, known, plan);
        if (!known.contains(cell)) {
            throw noneCalled(name, known);
        }
        return Set.of(cell);
    }

    private static Set<Cell> matching(CellPattern pattern, Set<Cell> cells) {
        Set<Cell> matching = cells.stream().filter(pattern::matches).collect(inOrder());
        if (matching.isEmpty()) {
            throw noneCalled(pattern, cells);
        }
        return matching;
    }

    private static Cell named(CellPattern name, Set<Cell> known, BootPlan plan) {
        try {
            return CellName.parse(name.text(), plan);
        } catch (IllegalArgumentException wrong) {
            throw new HtgException(
                    ExitCode.USAGE,
                    "There is no cell '" + name + "': " + HtgException.reason(wrong),
                    NearestNames.hint(name.text(), known),
                    wrong);
        }
    }

    private static HtgException noneCalled(CellPattern pattern, Set<Cell> cells) {
        return new HtgException(
                ExitCode.USAGE,
                "No cell of the matrix is called '" + pattern + "'",
                NearestNames.hint(pattern.text(), cells));
    }

    private static Collector<Cell, ?, Set<Cell>> inOrder() {
        return Collectors.toCollection(LinkedHashSet::new);
    }
}
