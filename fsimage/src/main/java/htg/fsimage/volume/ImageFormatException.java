package htg.fsimage.volume;

import java.io.IOException;

/**
 * What was read cannot be taken for what it should be: damaged or made to mislead ({@link CorruptFileSystemException}), of a kind
 * that is not read ({@link UnsupportedFormatException}), larger than the caller allows ({@link LimitExceededException}), or none of
 * its format at all. The message says which structure and what is wrong with it. A medium that cannot be read at all is a plain
 * {@link IOException}.
 */
public class ImageFormatException extends IOException {
    private static final long serialVersionUID = 1L;

    public ImageFormatException(String message) {
        super(message);
    }

    public ImageFormatException(String message, Throwable cause) {
        super(message, cause);
    }
}
