package htg.testvm.matrix;

import htg.common.ExitCode;
import htg.common.HtgException;
import htg.testvm.boot.BootPlan;
import htg.testvm.cell.Axis;
import htg.testvm.cell.Cell;
import htg.testvm.cell.Expected;
import htg.testvm.check.Check;
import htg.testvm.run.PlannedCell;
import htg.testvm.stick.PoolType;
import java.util.Collections;
import java.util.EnumMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;

/**
 * What a matrix file says.
 *
 * @param axes each axis with its values; empty when the included cells are all there are
 * @param exclude combinations left out, besides the impossible ones
 * @param include cells in addition to the combinations
 * @param plan the way to the landmark that ends a cell well, without checks
 * @param kernelArguments appended where QEMU starts the kernel itself; may be empty
 * @param expect of which the first that fits a cell counts; without one it boots
 * @param checks what runs in the guest then
 * @param pools what counts only for sticks with a pool of that type
 */
public record MatrixSpec(
        String name,
        Map<Axis, List<String>> axes,
        Selection selection,
        List<CellRule> exclude,
        List<Cell> include,
        BootPlan plan,
        String kernelArguments,
        List<ExpectRule> expect,
        List<Check> checks,
        Map<PoolType, PoolRules> pools) {
    public MatrixSpec {
        Map<Axis, List<String>> ordered = new EnumMap<>(Axis.class);
        axes.forEach((axis, words) -> ordered.put(axis, List.copyOf(words)));
        axes = Collections.unmodifiableMap(ordered);
        exclude = List.copyOf(exclude);
        include = List.copyOf(include);
        expect = List.copyOf(expect);
        checks = List.copyOf(checks);
        pools = Map.copyOf(pools);
        if (Combinations.count(axes) > Combinations.MOST) {
            throw new IllegalArgumentException(Combinations.count(axes) + " combinations are too many");
        }
    }

    /**
     * The cells to run, in the order of the axes and their values, then the included ones.
     *
     * @throws HtgException {@link ExitCode#USAGE} when there are none
     */
    public List<PlannedCell> cells() {
        List<Cell> possible = Combinations.of(axes).stream()
                .filter(cell -> cell.obstacle().isEmpty())
                .filter(cell -> exclude.stream().noneMatch(rule -> rule.fits(cell)))
                .toList();
        Set<Cell> cells = new LinkedHashSet<>(selection.of(possible));
        cells.addAll(include);
        if (cells.isEmpty()) {
            throw new HtgException(
                    ExitCode.USAGE,
                    "The matrix " + name + " has no cells: each combination is excluded or impossible",
                    hint());
        }
        return cells.stream().map(this::planned).toList();
    }

    /** The same matrix with another choice of its combinations. */
    public MatrixSpec with(Selection newSelection) {
        return new MatrixSpec(name, axes, newSelection, exclude, include, plan, kernelArguments, expect, checks, pools);
    }

    /** Whether it is another matrix for sticks with another kind of pool. */
    public boolean dependsOnPool() {
        return !pools.isEmpty();
    }

    /** The matrix for sticks with such a pool. */
    public MatrixSpec on(PoolType pool) {
        PoolRules own = pools.getOrDefault(pool, PoolRules.NONE);
        List<Cell> cells = joined(include, own.include());
        List<ExpectRule> rules = joined(own.expect(), expect);
        return new MatrixSpec(name, axes, selection, exclude, cells, plan, kernelArguments, rules, checks, Map.of());
    }

    private static <T> List<T> joined(List<T> first, List<T> then) {
        return Stream.concat(first.stream(), then.stream()).toList();
    }

    /** Any cell with what this matrix expects of it. */
    public PlannedCell planned(Cell cell) {
        Expected expected = expect.stream()
                .filter(rule -> rule.when().fits(cell))
                .findFirst()
                .map(ExpectRule::expected)
                .orElseGet(Expected.Boots::new);
        return new PlannedCell(cell, expected);
    }

    private String hint() {
        return Combinations.of(axes).stream()
                .flatMap(cell -> cell.obstacle().map(reason -> cell + " is impossible: " + reason + ".").stream())
                .findFirst()
                .orElse("Shorten the list under 'exclude'.");
    }
}
