package htg.common.event;

import htg.common.event.Event.StepFailed;
import htg.common.event.Event.StepFinished;
import htg.common.event.Event.StepStarted;
import java.time.Duration;
import java.util.function.Function;
import java.util.function.Supplier;

/** Where events go. Implementations are thread-safe and do not throw. */
@FunctionalInterface
public interface EventSink {
    /** Forgets everything. */
    EventSink NONE = event -> {};

    void emit(Event event);

    /**
     * Runs {@code work} as a timed step: started, then finished with the outcome that {@code outcome} words, or failed.
     */
    default <T> T step(String name, String description, Supplier<T> work, Function<? super T, String> outcome) {
        emit(new StepStarted(name, description));
        long start = System.nanoTime();
        boolean done = false;
        try {
            T result = work.get();
            done = true;
            emit(new StepFinished(name, since(start), outcome.apply(result)));
            return result;
        } finally {
            if (!done) {
                emit(new StepFailed(name, since(start)));
            }
        }
    }

    private static Duration since(long startNanos) {
        return Duration.ofNanos(System.nanoTime() - startNanos);
    }
}
