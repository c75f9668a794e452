package htg.store.look;

import htg.common.ExitCode;
import htg.common.HtgException;
import htg.store.confine.Allowance;
import htg.store.extract.TooMuch;
import java.io.IOException;
import java.io.InputStream;
import java.time.Duration;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;

/**
 * What a reader sends, up to its allowance. It may keep its caller waiting so long in all, and no longer; the time that the caller takes
 * for what it got is the caller's own. For one thread.
 */
final class ReaderOutput extends InputStream {
    private static final long LOOK_MILLIS = 100;
    private static final long NOT_WAITING = Long.MIN_VALUE;

    private final InputStream from;
    private final Allowance allowance;
    private final ScheduledExecutorService clock = Executors.newSingleThreadScheduledExecutor(task -> {
        Thread thread = new Thread(task, "htg-reader-clock");
        thread.setDaemon(true);
        return thread;
    });
    private long received;
    private final AtomicLong waited = new AtomicLong();
    private volatile long since = NOT_WAITING;
    private volatile boolean ended;

    /**
     * Receives nothing yet.
     *
     * @param end ends the reader, so that nobody waits for it any longer
     */
    ReaderOutput(InputStream from, Allowance allowance, Runnable end) {
        this.from = from;
        this.allowance = allowance;
        var unused = clock.scheduleWithFixedDelay(() -> look(end), LOOK_MILLIS, LOOK_MILLIS, TimeUnit.MILLISECONDS);
    }

    private void look(Runnable end) {
        long start = since;
        if (!ended && start != NOT_WAITING && isTooLong(waited.get() + System.nanoTime() - start)) {
            ended = true;
            end.run();
        }
    }

    private boolean isTooLong(long nanoseconds) {
        return Duration.ofNanos(nanoseconds).compareTo(allowance.waiting()) > 0;
    }

    @Override
    public int read() throws IOException {
        byte[] one = new byte[1];
        return read(one, 0, 1) < 0 ? -1 : Byte.toUnsignedInt(one[0]);
    }

    /** Throws an {@link HtgException} at the end of the allowance. */
    @Override
    public int read(byte[] into, int offset, int length) throws IOException {
        int count;
        long start = System.nanoTime();
        since = start;
        try {
            count = from.read(into, offset, length);
        } catch (IOException closed) {
            if (!ended) {
                throw closed;
            }
            count = -1;
        } finally {
            since = NOT_WAITING;
            waited.addAndGet(System.nanoTime() - start);
        }
        if (ended) {
            throw tooLong();
        }
        received += Math.max(0, count);
        if (received > allowance.output().bytes()) {
            throw TooMuch.output(allowance.output());
        }
        return count;
    }

    private HtgException tooLong() {
        return new HtgException(
                ExitCode.FAILED,
                "The image's reader kept us waiting for more than "
                        + allowance.waiting().toSeconds() + " s and was ended",
                "On a slow disk a large image may need more time: --cpu-time lets it have that as well.");
    }

    @Override
    public int available() throws IOException {
        return from.available();
    }

    @Override
    public void close() throws IOException {
        clock.shutdownNow();
        from.close();
    }
}
