package htg.testvm.matrix;

import htg.testvm.cell.Cell;
import java.util.List;

/**
 * What a matrix says only of sticks whose root pool is of one type.
 *
 * @param include cells in addition
 * @param expect rules that count before those for all sticks
 */
public record PoolRules(List<Cell> include, List<ExpectRule> expect) {
    static final PoolRules NONE = new PoolRules(List.of(), List.of());

    public PoolRules {
        include = List.copyOf(include);
        expect = List.copyOf(expect);
    }
}
