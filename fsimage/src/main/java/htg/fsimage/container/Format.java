package htg.fsimage.container;

import java.io.IOException;

/** One kind of container. Has no state. */
interface Format {
    /** Whether an image is of this kind. */
    boolean recognizes(Ends ends);

    /** Opens an image that {@link #recognizes} has found to be of this kind. */
    Container open(Opening opening) throws IOException;
}
