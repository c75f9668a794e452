package htg.store.extract;

import htg.common.DataSize;
import htg.common.ExitCode;
import htg.common.HtgException;

/** How a limit of the caller's is told. */
public final class TooMuch {
    private TooMuch() {}

    /** More came out of an image than is allowed. */
    public static HtgException output(DataSize most) {
        return new HtgException(
                ExitCode.FAILED,
                "More than " + most + " came out of the image",
                "If the image is as large as that, allow it more: --max-output sets the limit.");
    }
}
