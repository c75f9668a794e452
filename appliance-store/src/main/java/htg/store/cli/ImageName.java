package htg.store.cli;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/**
 * An image as a user names it, {@code IMAGE} or {@code IMAGE:PARTITION}.
 *
 * @param partition number, label or UUID of one of its file systems
 */
record ImageName(Path image, Optional<String> partition) {
    /** A file that is there is meant as a whole, whatever colons it has. */
    static ImageName of(String text) {
        int colon = text.lastIndexOf(':');
        if (colon <= 0 || Files.exists(Path.of(text))) {
            return new ImageName(Path.of(text), Optional.empty());
        }
        return new ImageName(Path.of(text.substring(0, colon)), Optional.of(text.substring(colon + 1)));
    }
}
