package htg.cli;

import java.io.PrintStream;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;

/**
 * Knows whether the process is being stopped from outside. The JVM itself then ends with 128 + signal number (130 for
 * Ctrl-C), kills the children and removes the temporary folders; all that is left is to say so, once, and not to
 * report the dying children as failures.
 */
final class Interruption {
    /** Ctrl-C reaches our children too, and their end may be seen before our own signal. */
    private static final long SIGNAL_LAG_MILLIS = 150;

    private final CountDownLatch stopping = new CountDownLatch(1);
    private final AtomicBoolean finished = new AtomicBoolean();

    /** Never interrupted: for tests. */
    static Interruption none() {
        Interruption none = new Interruption();
        none.finished();
        return none;
    }

    /** Begins to watch; says {@code htg: interrupted} on {@code err} when it happens. */
    static Interruption watch(PrintStream err) {
        Interruption interruption = new Interruption();
        Runtime.getRuntime().addShutdownHook(new Thread(() -> interruption.stop(err), "htg-interruption"));
        return interruption;
    }

    /** From here on the process ends on its own account. */
    void finished() {
        finished.set(true);
    }

    /** Whether a failure just seen comes from an interruption; waits a moment for the signal to arrive. */
    boolean explainsFailure() {
        if (finished.get()) {
            return false;
        }
        try {
            return stopping.await(SIGNAL_LAG_MILLIS, TimeUnit.MILLISECONDS);
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            return true;
        }
    }

    private void stop(PrintStream err) {
        stopping.countDown();
        if (!finished.get()) {
            err.print("\nhtg: interrupted\n");
            err.flush();
        }
    }
}
