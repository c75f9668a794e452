package htg.fsimage.xfs;

import htg.fsimage.volume.CorruptFileSystemException;
import org.jspecify.annotations.Nullable;

/** What was wrong while the rest was still read: the first of it is thrown when all is done. */
final class Damage {
    private @Nullable CorruptFileSystemException first;

    void add(CorruptFileSystemException problem) {
        if (first == null) {
            first = problem;
        }
    }

    void throwFirst() throws CorruptFileSystemException {
        if (first != null) {
            throw first;
        }
    }
}
