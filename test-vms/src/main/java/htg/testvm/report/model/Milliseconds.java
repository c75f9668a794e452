package htg.testvm.report.model;

import java.time.Duration;

/** The precision of a report's times, so that what is read back equals what was written. */
final class Milliseconds {
    private Milliseconds() {}

    static Duration of(Duration time) {
        if (time.isNegative()) {
            throw new IllegalArgumentException("a time is not negative: " + time);
        }
        return Duration.ofMillis(time.toMillis());
    }
}
