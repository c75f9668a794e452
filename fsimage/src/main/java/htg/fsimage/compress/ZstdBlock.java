package htg.fsimage.compress;

import htg.fsimage.volume.CorruptFileSystemException;
import htg.fsimage.volume.ImageFormatException;

/**
 * Unpacks blocks (RFC 8878, section 3.1.1.2), and holds what a frame's blocks leave to the next: tables and repeated offsets. Not safe
 * for several threads.
 */
final class ZstdBlock {
    /** Zeros before a packed block, where reading backwards may run into: a sequence takes no more than 12 bytes. */
    static final int LEAD = 32;

    private static final int RAW = 0;
    private static final int RUN = 1;
    private static final int PACKED = 2;

    /** The packed block with room around, so that numbers can be read across its ends. */
    private final byte[] packed = new byte[LEAD + ZstdFormat.LARGEST_BLOCK + LEAD];

    private final ZstdLiterals literals = new ZstdLiterals();
    private final ZstdSequences sequences = new ZstdSequences();

    /** Forgets the frame before. */
    void startFrame() {
        literals.startFrame();
        sequences.startFrame();
    }

    private static int type(int header) {
        return (header >> 1) & 3;
    }

    /** How many bytes follow a block's header. */
    static int packedSize(int header) throws CorruptFileSystemException {
        int size = header >> 3;
        ZstdFormat.require(size <= ZstdFormat.LARGEST_BLOCK, "has a block that is too large");
        ZstdFormat.require(type(header) <= PACKED, "has a block of a reserved type");
        return type(header) == RUN ? 1 : size;
    }

    /**
     * Unpacks one block.
     *
     * @param header its three bytes
     * @param in where its {@link #packedSize} bytes are
     * @param start where what it may refer to begins
     * @param out where what it gives goes
     * @param end behind the last byte of room
     * @return the end of what it gave
     */
    int unpack(int header, byte[] input, int in, byte[] output, int start, int out, int end)
            throws ImageFormatException {
        int size = header >> 3;
        if (type(header) == PACKED) {
            System.arraycopy(input, in, packed, LEAD, size);
            int room = Math.min(end - out, ZstdFormat.LARGEST_BLOCK);
            return unpack(size, output, start, out, out + room);
        }
        ZstdFormat.require(size <= end - out, "gives more than there is room for");
        if (type(header) == RAW) {
            System.arraycopy(input, in, output, out, size);
        } else {
            java.util.Arrays.fill(output, out, out + size, input[in]);
        }
        return out + size;
    }

    private int unpack(int size, byte[] output, int start, int out, int end) throws CorruptFileSystemException {
        int packedEnd = LEAD + size;
        int at = literals.unpack(packed, LEAD, packedEnd);
        sequences.unpack(packed, at, packedEnd);
        ZstdCopy copy = new ZstdCopy(literals, output, start, out, end);
        for (int count = sequences.next(); count > 0; count = sequences.next()) {
            copy.run(sequences, count);
        }
        return copy.finish();
    }
}
