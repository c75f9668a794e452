package htg.testvm.boot;

/** How a watched boot ended. */
public sealed interface Outcome {
    /** Every landmark of the plan was passed. */
    record Completed() implements Outcome {}

    /**
     * It stopped before the plan's end.
     *
     * @param stage name of the landmark that it did not pass
     * @param reason one sentence for people, which names the last landmark
     */
    record Broken(Cause cause, String stage, String reason) implements Outcome {}

    /** Why a boot can stop. */
    enum Cause {
        /** A console showed a panic, a rescue prompt or the like. */
        ALARM,
        /** A stage reported its own failure. */
        STAGE_FAILED,
        /** The next landmark was overdue. */
        HANG,
        /** The whole boot took longer than the caller allowed. */
        TIME_LIMIT,
        /** It came to its end without some landmarks. */
        MISSED,
        /** The host failed the machine: its disk is full, the image cannot be read, or QEMU was ended. */
        HOST,
        /** The machine went off, or restarted, before its time. */
        ENDED
    }
}
