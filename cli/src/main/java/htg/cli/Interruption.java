package htg.cli;

import htg.common.process.Shutdown;
import java.io.PrintStream;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.Stream;

/**
 * Knows whether the process is being stopped from outside. The JVM itself then ends with 128 + signal number (130 for
 * Ctrl-C), kills the children and removes the temporary folders; all that is left is to say so, once, and not to
 * report the dying children as failures. A command that has asked for it is given some time to come to its own end.
 */
final class Interruption implements Shutdown {
    private static final long SIGNAL_LAG_MILLIS = 150;

    /** A report of many cells takes its time; one that takes longer than this is lost. */
    private static final Duration PATIENCE = Duration.ofSeconds(30);

    private static final long POLL_MILLIS = 50;

    private final CountDownLatch stopping = new CountDownLatch(1);
    private final CountDownLatch ended = new CountDownLatch(1);
    private final AtomicBoolean finished = new AtomicBoolean();
    private final AtomicBoolean patient = new AtomicBoolean();

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
    private void finished() {
        finished.set(true);
        ended.countDown();
    }

    /**
     * Ends the process when its command has; after a signal with the signal's status, which another word for exit at the end of
     * the shutdown would take the place of.
     */
    void exit(int status) {
        finished();
        if (!isUnderWay()) {
            System.exit(status);
        }
    }

    @Override
    public boolean isUnderWay() {
        return stopping.getCount() == 0;
    }

    @Override
    public void awaitTheCommand() {
        patient.set(true);
    }

    @Override
    public boolean explainsFailure() {
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
        if (patient.get()) {
            awaitEnd();
        }
    }

    /** What the command waits for is a program, or starts one. */
    private void awaitEnd() {
        long deadline = System.nanoTime() + PATIENCE.toNanos();
        try {
            do {
                killPrograms();
            } while (!ended.await(POLL_MILLIS, TimeUnit.MILLISECONDS) && System.nanoTime() < deadline);
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
        }
    }

    private static void killPrograms() {
        try (Stream<ProcessHandle> programs = ProcessHandle.current().descendants()) {
            programs.forEach(ProcessHandle::destroyForcibly);
        }
    }
}
