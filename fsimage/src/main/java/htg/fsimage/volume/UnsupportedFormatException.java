package htg.fsimage.volume;

/** What is there is sound as far as can be told, but of a kind or with a feature that is not read. The message names it. */
public final class UnsupportedFormatException extends ImageFormatException {
    private static final long serialVersionUID = 1L;

    public UnsupportedFormatException(String message) {
        super(message);
    }
}
