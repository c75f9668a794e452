package htg.fsimage.compress;

import htg.fsimage.volume.CorruptFileSystemException;
import java.util.Arrays;

/** The literals of a block (RFC 8878, section 3.1.1.3.1). */
final class ZstdLiterals {
    private static final int RAW = 0;
    private static final int RUN = 1;
    private static final int WITH_TREE = 2;

    /** With room behind, so that they can be copied in steps of eight. */
    private final byte[] bytes = new byte[ZstdFormat.LARGEST_BLOCK + 32];

    private final Huffman huffman = new Huffman();
    private boolean known;
    private int size;

    void startFrame() {
        known = false;
    }

    /** What they are: the first {@link #size} bytes. */
    byte[] bytes() {
        return bytes;
    }

    int size() {
        return size;
    }

    /** Reads the section at {@code offset} and returns where it ends. */
    int unpack(byte[] packed, int offset, int end) throws CorruptFileSystemException {
        ZstdFormat.require(offset < end, "has a block without literals");
        int type = packed[offset] & 3;
        int format = (packed[offset] >> 2) & 3;
        return type <= RUN ? plain(packed, offset, end, format, type) : packed(packed, offset, end, format, type);
    }

    private int plain(byte[] packed, int offset, int end, int format, int type) throws CorruptFileSystemException {
        int header = (format & 1) == 0 ? 1 : format == 1 ? 2 : 3;
        int shift = header == 1 ? 3 : 4;
        long fields = Bytes.u32(packed, offset) & ((1L << (8 * header)) - 1);
        size = (int) (fields >> shift);
        int at = offset + header;
        int length = type == RAW ? size : 1;
        ZstdFormat.require(size <= ZstdFormat.LARGEST_BLOCK && length <= end - at, "has too many literals");
        if (type == RAW) {
            System.arraycopy(packed, at, bytes, 0, size);
        } else {
            Arrays.fill(bytes, 0, size, packed[at]);
        }
        return at + length;
    }

    private int packed(byte[] packed, int offset, int end, int format, int type) throws CorruptFileSystemException {
        int bits = format <= 1 ? 10 : 4 * format + 6;
        int header = format <= 1 ? 3 : format + 2;
        long fields = Bytes.bits64(packed, offset) >>> 4;
        size = (int) fields & ((1 << bits) - 1);
        int length = (int) (fields >> bits) & ((1 << bits) - 1);
        int at = offset + header;
        ZstdFormat.require(size <= ZstdFormat.LARGEST_BLOCK && length <= end - at, "has too many literals");
        int dataEnd = at + length;
        if (type == WITH_TREE) {
            known = false;
            at = huffman.read(packed, at, dataEnd);
            known = true;
        }
        ZstdFormat.require(known, "repeats a Huffman table that was never there");
        if (format == 0) {
            huffman.unpack(packed, at, dataEnd, bytes, 0, size);
        } else {
            huffman.unpackFour(packed, at, dataEnd, bytes, size);
        }
        return dataEnd;
    }
}
