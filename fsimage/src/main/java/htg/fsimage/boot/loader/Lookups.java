package htg.fsimage.boot.loader;

/** How many files a configuration may still look for: a hostile one names more than anybody could look for. */
final class Lookups {
    private static final int MOST = 1000;

    private int done;

    /** Whether one more may be looked for. */
    boolean goOn() {
        return ++done <= MOST;
    }
}
