package htg.fsimage.squashfs;

import java.io.IOException;
import java.util.concurrent.ForkJoinPool;
import java.util.concurrent.ForkJoinTask;
import org.jspecify.annotations.Nullable;

/**
 * Unpacks a block of a file on another processor while its reader unpacks the one before, as unsquashfs does. Only for who reads blocks
 * in their order. Not safe for several threads.
 */
final class ReadAhead {
    /** Unpacks a block, on whatever thread. */
    @FunctionalInterface
    interface Unpacking {
        byte[] unpack(int index) throws IOException;
    }

    private final Unpacking unpacking;
    private int last = -2;
    private int begun = -1;
    private @Nullable ForkJoinTask<byte[]> block;

    ReadAhead(Unpacking unpacking) {
        this.unpacking = unpacking;
    }

    /** The block, if it was unpacked ahead; nothing where that failed, for the reader to find out why. */
    byte @Nullable [] take(int index) {
        ForkJoinTask<byte[]> ready = index == begun ? block : null;
        if (ready == null) {
            return null;
        }
        block = null;
        last = index;
        ready.quietlyJoin();
        return ready.isCompletedNormally() ? ready.getRawResult() : null;
    }

    /** Says which block its reader is about to unpack, and begins with the next where that is likely to follow. */
    void reading(int index, boolean another) {
        if (another && index == last + 1) {
            begun = index + 1;
            block = ForkJoinPool.commonPool().submit(() -> unpacking.unpack(index + 1));
        }
        last = index;
    }
}
