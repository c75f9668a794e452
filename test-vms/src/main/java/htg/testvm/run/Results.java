package htg.testvm.run;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.IntStream;

/**
 * What has come of some cells so far, in their order. Thread-safe: each result is there as soon as its cell has run,
 * whatever becomes of the others.
 *
 * @param <C> the cells
 * @param <R> their results
 */
public final class Results<C, R> {
    private final List<C> cells;
    private final Map<Integer, R> known = new HashMap<>();
    private Optional<Throwable> failure = Optional.empty();
    private boolean closed;

    public Results(List<C> cells) {
        this.cells = List.copyOf(cells);
    }

    List<C> cells() {
        return cells;
    }

    /** A result that comes after {@link #close} is forgotten. */
    synchronized void add(int cell, R result) {
        if (!closed) {
            known.put(cell, result);
        }
    }

    /** Lets no more cells begin, as it makes no sense; those under way go on. The first reason counts. */
    public synchronized void end(Throwable reason) {
        failure = failure.or(() -> Optional.of(reason));
    }

    synchronized boolean mayBegin() {
        return failure.isEmpty() && !closed;
    }

    synchronized void close() {
        closed = true;
    }

    /** Why not all cells have begun, if it is a failure. */
    public synchronized Optional<Throwable> failure() {
        return failure;
    }

    /** A result for each cell, made by {@code missing} for one that has none. */
    public synchronized List<R> all(Function<C, R> missing) {
        return IntStream.range(0, cells.size())
                .mapToObj(i -> Optional.ofNullable(known.get(i)).orElseGet(() -> missing.apply(cells.get(i))))
                .toList();
    }

    /** The results when all cells have one; else throws why not. */
    List<R> complete() {
        failure().ifPresent(Results::rethrow);
        return all(cell -> {
            throw new IllegalStateException("there is no result of " + cell);
        });
    }

    /** Throws it, unchecked. */
    public static void rethrow(Throwable failure) {
        if (failure instanceof RuntimeException own) {
            throw own;
        }
        if (failure instanceof Error grave) {
            throw grave;
        }
        throw new IllegalStateException("a cell ended in an error", failure);
    }
}
