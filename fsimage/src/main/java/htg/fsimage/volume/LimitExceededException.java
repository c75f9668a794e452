package htg.fsimage.volume;

/** Reading on would take more than the caller allows. The message says of what, and how much is allowed. */
public final class LimitExceededException extends ImageFormatException {
    private static final long serialVersionUID = 1L;

    public LimitExceededException(String message) {
        super(message);
    }
}
