package htg.testvm.run;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.Function;

/** Runs several cells, or other work that takes a machine each, some at the same time. */
public final class MatrixRunner {
    private MatrixRunner() {}

    /**
     * Runs each cell once and returns the results in the cells' order.
     *
     * @param jobs how many run at the same time
     */
    public static <C, R> List<R> run(List<C> cells, int jobs, Function<C, R> runner) {
        ExecutorService pool = Executors.newFixedThreadPool(jobs);
        try {
            List<Future<R>> running = new ArrayList<>();
            for (C cell : cells) {
                running.add(pool.submit(() -> runner.apply(cell)));
            }
            List<R> results = new ArrayList<>();
            for (Future<R> one : running) {
                results.add(one.get());
            }
            return results;
        } catch (ExecutionException failure) {
            throw failure.getCause() instanceof RuntimeException cause
                    ? cause
                    : new IllegalStateException("a cell ended in an error", failure);
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted", interrupted);
        } finally {
            pool.shutdownNow();
        }
    }
}
