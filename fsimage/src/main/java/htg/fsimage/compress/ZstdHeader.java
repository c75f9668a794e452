package htg.fsimage.compress;

import htg.fsimage.volume.ImageFormatException;
import htg.fsimage.volume.UnsupportedFormatException;

/**
 * What a frame says of itself before its first block (RFC 8878, section 3.1.1.1).
 *
 * @param length bytes of the header behind the magic number
 * @param window how far back the frame may refer, in bytes
 * @param contentSize bytes that it gives; -1 where it does not say
 * @param checksum whether the low half of their XXH64 follows the last block
 */
record ZstdHeader(int length, long window, long contentSize, boolean checksum) {
    /** Bytes behind the magic number, at most. */
    static final int LONGEST = 14;

    private static final int SINGLE_SEGMENT = 0x20;
    private static final int RESERVED = 0x08;
    private static final int CHECKSUM = 0x04;

    /** How long a header is that begins with this byte. */
    static int length(int descriptor) {
        int window = (descriptor & SINGLE_SEGMENT) == 0 ? 1 : 0;
        return 1 + window + dictionaryWidth(descriptor) + contentSizeWidth(descriptor);
    }

    private static int dictionaryWidth(int descriptor) {
        return (1 << (descriptor & 3)) >> 1;
    }

    private static int contentSizeWidth(int descriptor) {
        int flag = descriptor >> 6;
        if (flag == 0) {
            return (descriptor & SINGLE_SEGMENT) == 0 ? 0 : 1;
        }
        return 1 << flag;
    }

    /** Reads a header of which all bytes are there. */
    static ZstdHeader parse(byte[] bytes, int offset) throws ImageFormatException {
        int descriptor = Bytes.u8(bytes, offset);
        ZstdFormat.require((descriptor & RESERVED) == 0, "uses a reserved bit");
        boolean single = (descriptor & SINGLE_SEGMENT) != 0;
        int at = offset + (single ? 1 : 2);
        int dictionary = dictionaryWidth(descriptor);
        if (number(bytes, at, dictionary) != 0) {
            throw new UnsupportedFormatException("the zstd stream needs dictionary " + number(bytes, at, dictionary));
        }
        int width = contentSizeWidth(descriptor);
        long size = width == 0 ? -1 : number(bytes, at + dictionary, width) + (width == 2 ? 256 : 0);
        ZstdFormat.require(width == 0 || size >= 0, "claims an impossible size");
        long window = single ? size : window(Bytes.u8(bytes, offset + 1));
        return new ZstdHeader(length(descriptor), window, size, (descriptor & CHECKSUM) != 0);
    }

    private static long window(int descriptor) {
        long base = 1L << (10 + (descriptor >> 3));
        return base + (base >> 3) * (descriptor & 7);
    }

    private static long number(byte[] bytes, int at, int width) {
        long value = 0;
        for (int i = 0; i < width; i++) {
            value |= (long) Bytes.u8(bytes, at + i) << (8 * i);
        }
        return value;
    }
}
