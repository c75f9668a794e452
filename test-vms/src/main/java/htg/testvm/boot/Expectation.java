package htg.testvm.boot;

import htg.testvm.console.ConsoleEvent.Landmark;
import htg.testvm.console.Status;
import java.time.Duration;

/**
 * A landmark a boot has to pass.
 *
 * @param status {@link Status#START} is met by an end as well, {@link Status#OK} only by a good end
 * @param budget how long the way from the one before may take
 * @param certain whether it always shows; an uncertain one (firmware that says nothing) lends its budget to the next
 */
public record Expectation(String landmark, Status status, Duration budget, boolean certain) {
    public static Expectation of(String landmark, Status status, int seconds) {
        return new Expectation(landmark, status, Duration.ofSeconds(seconds), true);
    }

    /** One that some machines or sticks do not show. */
    public static Expectation perhaps(String landmark, Status status, int seconds) {
        return new Expectation(landmark, status, Duration.ofSeconds(seconds), false);
    }

    /** The same landmark, certain to show, with another status. */
    Expectation at(Status newStatus) {
        return new Expectation(landmark, newStatus, budget, true);
    }

    /** Whether this landmark is it. */
    public boolean isMetBy(Landmark seen) {
        return seen.name().equals(landmark)
                && (seen.status() == status || (status == Status.START && seen.status() == Status.OK));
    }
}
