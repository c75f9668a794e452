package htg.store.reader;

import java.io.IOException;

/** What was asked for is not there, or makes no sense; with what to do instead. */
final class Refusal extends IOException {
    private static final long serialVersionUID = 1L;

    private final String hint;

    Refusal(String message, String hint) {
        super(message);
        this.hint = hint;
    }

    String hint() {
        return hint;
    }
}
