package htg.testvm.fault;

/**
 * Something done to a running machine the moment a landmark shows.
 *
 * @param landmark its name and status as on the console, for example {@code discover start}
 */
public record Reaction(String landmark, Action action) {
    /** What a hand could do. */
    public enum Action {
        PLUG,
        UNPLUG
    }
}
