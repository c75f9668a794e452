package htg.testvm.report.model;

/** How a cell is shown: by a word, and by a symbol that needs no colour. */
public enum CellState {
    PASSED("passed", "passed", "✓"),
    FAILED("failed", "failed", "✗"),
    FLAKY("flaky", "flaky", "≈"),
    EXPECTED_FAILURE("expected", "failed as expected", "⊘"),
    NOT_RUN("not-run", "not run", "–");

    private final String id;
    private final String label;
    private final String symbol;

    CellState(String id, String label, String symbol) {
        this.id = id;
        this.label = label;
        this.symbol = symbol;
    }

    /** One word for programs: {@code passed}, {@code failed}, {@code flaky}, {@code expected}, {@code not-run}. */
    public String id() {
        return id;
    }

    /** For people. */
    public String label() {
        return label;
    }

    /** One character. */
    public String symbol() {
        return symbol;
    }
}
