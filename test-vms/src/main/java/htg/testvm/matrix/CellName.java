package htg.testvm.matrix;

import htg.testvm.boot.BootPlan;
import htg.testvm.cell.Cell;

/** Names of cells that can be run. */
final class CellName {
    private CellName() {}

    /**
     * The cell of that name.
     *
     * @throws IllegalArgumentException when there is none, it is impossible, or something in it waits for what {@code plan}
     *     does not pass
     */
    static Cell parse(String name, BootPlan plan) {
        Cell cell = Cell.parse(name);
        cell.obstacle().ifPresent(reason -> {
            throw new IllegalArgumentException("the cell " + cell + " is impossible: " + reason);
        });
        Landmarks.require(cell, plan);
        return cell;
    }
}
