package htg.common.event;

import java.time.Duration;

/** Something that happened during long work. {@code step} names are short and stable: JSON consumers match on them. */
public sealed interface Event {

    /** A named step began. */
    record StepStarted(String step, String description) implements Event {}

    /**
     * A step is part of the way through.
     *
     * @param detail what it is doing now, one line without control characters
     */
    record StepProgress(String step, String detail) implements Event {}

    /**
     * Something in a step's course that deserves a line of its own, such as a landmark of a boot.
     *
     * @param at time since the step's own clock began
     * @param note one line without control characters
     */
    record StepNote(String step, Duration at, String note) implements Event {}

    /**
     * A step ended well.
     *
     * @param outcome what it made or found, for example {@code 3.0 MiB} or {@code from the cache}
     */
    record StepFinished(String step, Duration elapsed, String outcome) implements Event {}

    /** A step ended badly; the exception that says why travels separately. */
    record StepFailed(String step, Duration elapsed) implements Event {}

    /** Something the user should know that stops nothing. */
    record Warning(String message) implements Event {}

    /** A program was run or a decision was taken; shown with {@code --verbose} only. */
    record Trace(String message) implements Event {}
}
