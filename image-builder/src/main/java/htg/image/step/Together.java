package htg.image.step;

import java.util.concurrent.BlockingQueue;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.FutureTask;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;

/** Two independent pieces of work at the same time. */
final class Together {
    private static final long PATIENCE_SECONDS = 30;

    private Together() {}

    /** Results of both. */
    record Both<A, B>(A first, B second) {}

    /**
     * Runs both. When one fails the other is interrupted, which kills its programs, and the failure is thrown once both
     * have ended, so that nothing is left working in the background.
     */
    static <A, B> Both<A, B> run(Supplier<A> first, Supplier<B> second) {
        ExecutorService threads = Executors.newFixedThreadPool(2);
        BlockingQueue<Future<?>> ended = new LinkedBlockingQueue<>();
        Task<A> one = new Task<>(first, ended);
        Task<B> two = new Task<>(second, ended);
        threads.execute(one);
        threads.execute(two);
        try {
            ended.take().get();
            return new Both<>(one.get(), two.get());
        } catch (ExecutionException failure) {
            if (failure.getCause() instanceof RuntimeException cause) {
                throw cause;
            }
            throw new IllegalStateException("a step failed in a way that no step should", failure);
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted", interrupted);
        } finally {
            end(threads);
        }
    }

    private static void end(ExecutorService threads) {
        threads.shutdownNow();
        try {
            if (!threads.awaitTermination(PATIENCE_SECONDS, TimeUnit.SECONDS)) {
                throw new IllegalStateException("a step ignores that it was interrupted");
            }
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
        }
    }

    /** Announces its own end. */
    private static final class Task<T> extends FutureTask<T> {
        private final BlockingQueue<Future<?>> ended;

        Task(Supplier<T> work, BlockingQueue<Future<?>> ended) {
            super(work::get);
            this.ended = ended;
        }

        @Override
        protected void done() {
            ended.add(this);
        }
    }
}
