package htg.fsimage.fuzz;

import htg.fsimage.testkit.Watch;
import htg.fsimage.volume.ImageFormatException;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.FileSystemException;
import java.time.Duration;
import java.util.List;

/** One or more readers, and what they make of any bytes. Not safe for several threads. */
interface Target {
    /** Longest time of the processor for one input. */
    Duration LONGEST = Duration.ofSeconds(5);

    /** Reads everything that an input says. */
    void read(byte[] input) throws IOException;

    /** Inputs without any damage; none where a tool that makes them is missing. */
    List<byte[]> undamaged();

    /** Inputs for a fuzzer to begin with. */
    default List<byte[]> seeds() {
        return undamaged();
    }

    /** Fails unless an input is read or refused with a typed error, soon. */
    default void survive(byte[] input) throws IOException {
        long start = processorTime();
        try {
            read(input);
        } catch (ImageFormatException | FileSystemException told) {
            String message = told.getMessage();
            if (message == null || message.isBlank()) {
                throw new AssertionError("an error without a message", told);
            }
        }
        Duration took = Duration.ofNanos(processorTime() - start);
        if (took.compareTo(LONGEST) > 0) {
            throw new AssertionError(
                    "it " + Watch.TOO_LONG + " " + LONGEST.toSeconds() + " s: " + took.toMillis() + " ms");
        }
    }

    private static long processorTime() {
        return ManagementFactory.getThreadMXBean().getCurrentThreadCpuTime();
    }
}
