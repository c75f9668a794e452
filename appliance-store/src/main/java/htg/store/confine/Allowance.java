package htg.store.confine;

import htg.common.DataSize;
import java.time.Duration;

/**
 * What a confined program may use.
 *
 * @param memory of all its memory; half of it is for Java objects
 * @param cpuTime of all its threads together, to the second
 * @param waiting how long it may keep its caller waiting in all; whoever starts it ends it then
 * @param output what it may send, and how large a file it may write; whoever starts it counts what is sent
 */
public record Allowance(DataSize memory, Duration cpuTime, Duration waiting, DataSize output) {
    private static final Duration LEAST_WAITING = Duration.ofMinutes(10);
    /** A disk may be much slower than a processor. */
    private static final int WAITING = 20;

    /** Enough for what people ask of an image. */
    public static final Allowance STANDARD =
            new Allowance(new DataSize(512L << 20), Duration.ofSeconds(30), LEAST_WAITING, new DataSize(64L << 30));

    /** With more or less time of a processor, and of the caller's. */
    public Allowance cpuTime(Duration time) {
        Duration slow = time.multipliedBy(WAITING);
        return new Allowance(memory, time, slow.compareTo(LEAST_WAITING) < 0 ? LEAST_WAITING : slow, output);
    }

    public Allowance waiting(Duration time) {
        return new Allowance(memory, cpuTime, time, output);
    }

    public Allowance output(DataSize most) {
        return new Allowance(memory, cpuTime, waiting, most);
    }
}
