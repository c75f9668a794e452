package htg.testvm.run;

/** What a cell's run proved. */
public sealed interface Verdict {
    /** What was expected happened. */
    record Passed() implements Verdict {}

    /**
     * Something else happened.
     *
     * @param stage name of the landmark that was not passed, or of the check that failed
     * @param reason one sentence for people
     */
    record Failed(String stage, String reason) implements Verdict {}

    /**
     * It failed, and passed when it was tried again.
     *
     * @param first how it failed the first time
     */
    record Flaky(Failed first) implements Verdict {}

    /**
     * Nothing was proved, as nobody tried to the end.
     *
     * @param reason one sentence for people
     */
    record NotRun(String reason) implements Verdict {}

    /** Whether there is nothing to look into. */
    default boolean passed() {
        return this instanceof Passed;
    }

    /** The reason of a failure, also of one that went away, or of not being run; empty for a pass. */
    default String reason() {
        if (this instanceof Flaky flaky) {
            return flaky.first().reason();
        }
        if (this instanceof NotRun none) {
            return none.reason();
        }
        return this instanceof Failed failed ? failed.reason() : "";
    }

    /** Where it broke; empty for a pass. */
    default String stage() {
        if (this instanceof Flaky flaky) {
            return flaky.first().stage();
        }
        return this instanceof Failed failed ? failed.stage() : "";
    }
}
