package htg.testvm.run;

import htg.testvm.cell.Cell;
import htg.testvm.cell.Expected;

/** A cell and what ought to happen in it. */
public record PlannedCell(Cell cell, Expected expected) {}
