package htg.testvm.matrix;

import htg.testvm.cell.Expected;

/** What ought to happen in the cells that fit. */
public record ExpectRule(CellRule when, Expected expected) {}
