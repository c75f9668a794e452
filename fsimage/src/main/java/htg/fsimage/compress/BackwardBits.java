package htg.fsimage.compress;

import htg.fsimage.volume.CorruptFileSystemException;

/**
 * Bits read from the last to the first, as zstd packs them (RFC 8878, section 4.1): the highest one of the last byte marks the end. What is
 * read before the first is of no meaning, and {@link #left} is negative then.
 */
final class BackwardBits {
    private final byte[] bytes;
    private final int start;
    private int left;

    BackwardBits(byte[] bytes, int start, int end) throws CorruptFileSystemException {
        this.bytes = bytes;
        this.start = start;
        this.left = length(bytes, start, end);
    }

    /** How many bits there are below the mark. */
    static int length(byte[] bytes, int start, int end) throws CorruptFileSystemException {
        ZstdFormat.require(start < end && bytes[end - 1] != 0, "has a stream of bits without an end");
        return 8 * (end - start) - Integer.numberOfLeadingZeros(Bytes.u8(bytes, end - 1)) + 23;
    }

    /** The bits below the first {@code left}: 57 of them or more, the next one highest. */
    static long load(byte[] bytes, int start, int left) {
        int end = (left + 7) >> 3;
        return Bytes.bits64(bytes, start + end - 8) << ((end << 3) - left);
    }

    /** Takes {@code count} bits, 0 to 32. */
    int next(int count) {
        long bits = left < -64 ? 0 : load(bytes, start, left);
        left -= count;
        return (int) (bits >>> 1 >>> (63 - count));
    }

    int left() {
        return left;
    }
}
