package htg.testvm.matrix;

import htg.testvm.cell.Axis;
import htg.testvm.cell.Cell;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * A description that some cells fit.
 *
 * @param values the words of which a cell has one, by axis; on axes without any, all cells fit
 */
public record CellRule(Map<Axis, Set<String>> values) {
    public CellRule {
        values = values.entrySet().stream()
                .collect(Collectors.toUnmodifiableMap(Map.Entry::getKey, entry -> Set.copyOf(entry.getValue())));
    }

    /** Whether the cell fits. */
    public boolean fits(Cell cell) {
        return values.entrySet().stream()
                .allMatch(entry -> entry.getValue().contains(entry.getKey().valueIn(cell)));
    }
}
