package htg.store.confine;

import htg.common.DataSize;
import java.time.Duration;

/**
 * What a confined program may use.
 *
 * @param memory of all its memory; half of it is for Java objects
 * @param cpuTime of all its threads together, to the second
 * @param elapsed until it is ended from outside
 */
public record Allowance(DataSize memory, Duration cpuTime, Duration elapsed) {
    /** Enough for what people ask of an image. */
    public static final Allowance STANDARD =
            new Allowance(new DataSize(512L << 20), Duration.ofSeconds(30), Duration.ofMinutes(10));

    public Allowance cpuTime(Duration time) {
        return new Allowance(memory, time, elapsed.compareTo(time) < 0 ? time.multipliedBy(2) : elapsed);
    }
}
