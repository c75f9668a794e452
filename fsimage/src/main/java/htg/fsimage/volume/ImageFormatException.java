package htg.fsimage.volume;

import java.io.IOException;

/**
 * What was read does not follow its format: truncated, damaged, or made to mislead. The message says which structure and
 * what is wrong with it. A medium that cannot be read at all is a plain {@link IOException}.
 */
public final class ImageFormatException extends IOException {
    private static final long serialVersionUID = 1L;

    public ImageFormatException(String message) {
        super(message);
    }
}
