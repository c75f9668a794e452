package htg.fsimage.compress;

import htg.fsimage.volume.CorruptFileSystemException;
import java.io.IOException;

/** One frame: blocks that are unpacked one at a time. */
abstract class Lz4Frame {
    final Lz4Source source;
    /** What was unpacked last, and before it what the next block may repeat. */
    byte[] window = new byte[0];

    int taken;
    int filled;

    Lz4Frame(Lz4Source source) {
        this.source = source;
    }

    /** Up to so many bytes, none at the end. */
    final int read(byte[] into, int offset, int length) throws IOException {
        while (taken == filled) {
            if (!nextBlock()) {
                return 0;
            }
        }
        int count = Math.min(length, filled - taken);
        System.arraycopy(window, taken, into, offset, count);
        taken += count;
        return count;
    }

    /** Unpacks the next block to between {@code taken} and {@code filled}, which may be empty; false at the frame's end. */
    abstract boolean nextBlock() throws IOException;

    static void require(boolean sound, String problem) throws CorruptFileSystemException {
        if (!sound) {
            throw new CorruptFileSystemException("LZ4 frame", -1, problem);
        }
    }
}
