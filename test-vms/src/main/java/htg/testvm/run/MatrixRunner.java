package htg.testvm.run;

import htg.common.process.Shutdown;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;

/** Runs several cells, or other work that takes a machine each, some at the same time. */
public final class MatrixRunner {
    /** Whoever has lost its machine is soon done, or waits for something that takes no harm. */
    private static final Duration PATIENCE = Duration.ofSeconds(1);

    private static final Duration POLL = Duration.ofMillis(50);

    private MatrixRunner() {}

    /**
     * Runs each cell once and returns the results in the cells' order. What one of them throws is thrown once those under
     * way have come to their end; no more begin then.
     *
     * @param jobs how many run at the same time
     */
    public static <C, R> List<R> run(List<C> cells, int jobs, Function<C, R> runner) {
        Results<C, R> results = new Results<>(cells);
        run(results, jobs, runner, Shutdown.NONE);
        return results.complete();
    }

    /**
     * Runs each cell once, until the results are ended or the process is being stopped. When this returns, no cell runs any
     * more, unless it hangs for longer than a second in a process that is being stopped, and no result is added. What a
     * cell throws ends the results.
     */
    public static <C, R> void run(Results<C, R> results, int jobs, Function<C, R> runner, Shutdown shutdown) {
        ExecutorService pool = Executors.newFixedThreadPool(jobs);
        for (int i = 0; i < results.cells().size(); i++) {
            int cell = i;
            pool.execute(() -> runOne(results, cell, runner, shutdown));
        }
        pool.shutdown();
        try {
            while (!pool.awaitTermination(POLL.toMillis(), TimeUnit.MILLISECONDS)) {
                if (shutdown.isUnderWay()) {
                    leave(pool);
                    break;
                }
            }
        } catch (InterruptedException interrupted) {
            results.end(new IllegalStateException("interrupted", interrupted));
            pool.shutdownNow();
            awaitUninterrupted(pool);
        } finally {
            results.close();
        }
    }

    private static <C, R> void runOne(Results<C, R> results, int cell, Function<C, R> runner, Shutdown shutdown) {
        if (!results.mayBegin() || shutdown.isUnderWay()) {
            return;
        }
        try {
            results.add(cell, runner.apply(results.cells().get(cell)));
        } catch (RuntimeException | Error failure) { // whatever it is, the other results must not be lost
            results.end(failure);
        }
    }

    /** Their machines are being killed: that ends them, and in good order. */
    private static void leave(ExecutorService pool) throws InterruptedException {
        if (!pool.awaitTermination(PATIENCE.toMillis(), TimeUnit.MILLISECONDS)) {
            pool.shutdownNow();
            boolean unused = pool.awaitTermination(PATIENCE.toMillis() / 2, TimeUnit.MILLISECONDS);
        }
    }

    private static void awaitUninterrupted(ExecutorService pool) {
        try {
            leave(pool);
        } catch (InterruptedException again) {
            pool.shutdownNow();
        }
        Thread.currentThread().interrupt();
    }
}
