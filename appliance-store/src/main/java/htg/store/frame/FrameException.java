package htg.store.frame;

import java.io.IOException;

/** A reader does not keep to what it should send: it errs, or was taken over. The message says how. */
public final class FrameException extends IOException {
    private static final long serialVersionUID = 1L;

    public FrameException(String message) {
        super(message);
    }
}
