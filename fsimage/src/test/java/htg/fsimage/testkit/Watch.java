package htg.fsimage.testkit;

import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.time.Duration;
import java.util.Objects;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicLong;

/** Does one thing after the other in a thread of its own, and fails when one takes too long: also one that would never end. */
public final class Watch implements AutoCloseable {
    /** What a failure says that came from too long a time. */
    public static final String TOO_LONG = "took more than";

    /** Of the processor, however busy the machine is. */
    private static final Duration LONGEST = Duration.ofSeconds(5);
    /** On the clock, for what waits and never works. */
    private static final Duration STUCK = Duration.ofMinutes(5);

    /** What is done. */
    @FunctionalInterface
    public interface Work {
        void run() throws IOException;
    }

    private static final AtomicLong DONE = new AtomicLong();

    private final ExecutorService worker;
    private volatile Thread thread = Thread.currentThread();

    public Watch() {
        worker = Executors.newSingleThreadExecutor(work -> {
            thread = new Thread(work, "watched");
            thread.setDaemon(true);
            return thread;
        });
    }

    /** How many things all watches of this process have begun. */
    public static long done() {
        return DONE.get();
    }

    /** Throws what the work throws, or an {@link AssertionError} with the place where it still is. */
    public void run(Work work) throws IOException {
        long begin = System.nanoTime();
        DONE.incrementAndGet();
        Future<Long> result = worker.submit(() -> {
            long start = ManagementFactory.getThreadMXBean().getCurrentThreadCpuTime();
            work.run();
            return ManagementFactory.getThreadMXBean().getCurrentThreadCpuTime() - start;
        });
        if (await(result, begin) > LONGEST.toNanos()) {
            throw new AssertionError("it " + TOO_LONG + " " + LONGEST.toSeconds() + " s");
        }
    }

    private long await(Future<Long> result, long begin) throws IOException {
        long before = -1;
        while (true) {
            try {
                return result.get(1, TimeUnit.SECONDS);
            } catch (TimeoutException working) {
                long now = ManagementFactory.getThreadMXBean().getThreadCpuTime(thread.getId());
                before = before < 0 ? now : before;
                if (now - before > LONGEST.toNanos() || System.nanoTime() - begin > STUCK.toNanos()) {
                    throw hang();
                }
            } catch (ExecutionException failure) {
                throw rethrown(Objects.requireNonNull(failure.getCause()));
            } catch (InterruptedException interrupted) {
                throw new IllegalStateException(interrupted);
            }
        }
    }

    private AssertionError hang() {
        AssertionError hang = new AssertionError("it " + TOO_LONG + " " + LONGEST.toSeconds() + " s, and goes on");
        hang.setStackTrace(thread.getStackTrace());
        return hang;
    }

    private static IOException rethrown(Throwable cause) {
        if (cause instanceof Error error) {
            throw error;
        } else if (cause instanceof RuntimeException untyped) {
            throw untyped;
        }
        return (IOException) cause;
    }

    @Override
    public void close() {
        worker.shutdownNow();
    }
}
