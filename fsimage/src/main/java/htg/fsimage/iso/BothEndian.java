package htg.fsimage.iso;

import htg.fsimage.volume.CorruptFileSystemException;
import htg.fsimage.volume.Structure;

/** Numbers that are stored twice, little-endian first (ECMA-119, 7.2.3 and 7.3.3), of structures read as little-endian ones. */
final class BothEndian {
    private BothEndian() {}

    /** A number of 32 bits in eight bytes. */
    static long u32(Structure from, int offset, String what) throws CorruptFileSystemException {
        long value = from.u32(offset);
        from.require(value == Integer.toUnsignedLong(Integer.reverseBytes(from.s32(offset + 4))), twoValues(what));
        return value;
    }

    /** A number of 16 bits in four bytes. */
    static int u16(Structure from, int offset, String what) throws CorruptFileSystemException {
        int value = from.u16(offset);
        from.require(value == ((from.u8(offset + 2) << 8) | from.u8(offset + 3)), twoValues(what));
        return value;
    }

    private static String twoValues(String what) {
        return what + " has two values that differ";
    }
}
