package htg.fsimage.xfs;

import htg.fsimage.fs.Times;
import htg.fsimage.volume.CorruptFileSystemException;
import htg.fsimage.volume.Structure;
import java.time.Instant;

/** The times of an inode ("Timestamps"). */
final class Timestamps {
    private static final long BIG = 0x8;
    /** Big times count from the earliest that the others can say. */
    private static final long EARLIEST = Integer.MIN_VALUE;

    private static final long SECOND = 1_000_000_000L;

    private Timestamps() {}

    /** All of an inode; only one of version 3 says when it was made. */
    static Times of(Structure inode, boolean version3) throws CorruptFileSystemException {
        boolean big = version3 && (inode.bits64(120) & BIG) != 0;
        return new Times(
                time(inode, 40, big),
                time(inode, 48, big),
                time(inode, 32, big),
                version3 ? time(inode, 144, big) : Times.NEVER);
    }

    /** Seconds and nanoseconds, 32 bits each, or one number of nanoseconds. */
    private static Instant time(Structure inode, int at, boolean big) throws CorruptFileSystemException {
        if (big) {
            long count = inode.bits64(at);
            return Instant.ofEpochSecond(
                    EARLIEST + Long.divideUnsigned(count, SECOND), Long.remainderUnsigned(count, SECOND));
        }
        return Instant.ofEpochSecond(inode.s32(at), inode.u32(at + 4));
    }
}
