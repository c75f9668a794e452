package htg.testvm.cell;

/** What a cell's run proved. */
public sealed interface Verdict {
    /** It booted, and every check passed. */
    record Passed() implements Verdict {}

    /**
     * It did not.
     *
     * @param reason one sentence for people
     */
    record Failed(String reason) implements Verdict {}

    default boolean passed() {
        return this instanceof Passed;
    }

    /** The reason of a failure; empty for a pass. */
    default String reason() {
        return this instanceof Failed failed ? failed.reason() : "";
    }
}
