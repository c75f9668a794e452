package htg.fsimage.ext;

import htg.fsimage.volume.ImageFormatException;
import java.util.Optional;

/** The first thing that was wrong, kept while the rest is still read. */
final class Damage {
    private Optional<ImageFormatException> first = Optional.empty();

    void add(ImageFormatException problem) {
        if (first.isEmpty()) {
            first = Optional.of(problem);
        }
    }

    /** Throws it when there was any. */
    void report() throws ImageFormatException {
        if (first.isPresent()) {
            throw first.get();
        }
    }
}
