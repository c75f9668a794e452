package htg.testvm.console;

/** Text on its way from one thread to another, bounded. Thread-safe. */
final class Transcript {
    private static final int LIMIT = 1 << 20;

    private final StringBuilder text = new StringBuilder();

    synchronized void add(String more) {
        text.append(more);
        if (text.length() > LIMIT) {
            text.delete(0, text.length() - LIMIT);
        }
    }

    synchronized String take() {
        String taken = text.toString();
        text.setLength(0);
        return taken;
    }
}
