package htg.fsimage.ufs;

import htg.fsimage.fs.Times;
import htg.fsimage.volume.CorruptFileSystemException;
import htg.fsimage.volume.Structure;
import java.time.DateTimeException;
import java.time.Instant;

/** The times of an inode. */
final class InodeTimes {
    private InodeTimes() {}

    /** UFS1: pairs of 32 bits; the second number is of nanoseconds, in Solaris of microseconds, in the oldest systems nothing. */
    static Times ofFirst(Structure inode, Variant variant) throws CorruptFileSystemException {
        long unit = switch (variant) {
            case OLD_BSD -> 0;
            case SOLARIS -> 1000;
            case BSD, UFS2 -> 1;
        };
        return new Times(
                time(inode.s32(24), inode.s32(28) * unit),
                time(inode.s32(32), inode.s32(36) * unit),
                time(inode.s32(16), inode.s32(20) * unit),
                Times.NEVER);
    }

    /** UFS2: seconds of 64 bits, their nanoseconds behind all four. */
    static Times ofSecond(Structure inode) throws CorruptFileSystemException {
        Instant created = time(inode.bits64(56), inode.s32(76));
        return new Times(
                time(inode.bits64(40), inode.s32(64)),
                time(inode.bits64(48), inode.s32(72)),
                time(inode.bits64(32), inode.s32(68)),
                created.equals(Instant.EPOCH) ? Times.NEVER : created);
    }

    private static Instant time(long seconds, long nanoseconds) {
        try {
            return Instant.ofEpochSecond(seconds, nanoseconds);
        } catch (DateTimeException | ArithmeticException beyondAllCalendars) {
            return Times.NEVER;
        }
    }
}
