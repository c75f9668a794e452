package htg.fsimage.container;

import htg.fsimage.volume.LimitExceededException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.util.Arrays;

/** Writes a file from its start to its end, with holes for blocks of zeros, up to a budget. */
final class SparseWriter {
    static final int BLOCK = 64 << 10;
    private static final byte[] ZEROS = new byte[BLOCK];
    /** So much may come of any input: even a few bytes may stand for an empty disk. */
    private static final long FREE = 64L << 20;

    private final FileChannel file;
    private final long budget;
    private long written;
    private long stored;

    SparseWriter(FileChannel file, long budget) {
        this.file = file;
        this.budget = budget;
    }

    /**
     * Writes the next bytes, a whole block unless they are the last.
     *
     * @param packed how many bytes of the input they and all before them were
     * @param ratio how many times that they may become, zeros aside, which take no room
     */
    void write(byte[] block, int count, long packed, int ratio) throws IOException {
        if (count > budget - written) {
            throw new LimitExceededException(
                    "the unpacked disk is larger than the " + budget + " bytes that are allowed");
        }
        if (!Arrays.equals(block, 0, count, ZEROS, 0, count)) {
            stored += count;
            if (stored > FREE + packed * ratio) {
                throw new LimitExceededException("the disk becomes more than " + ratio
                        + " times larger when it is unpacked, which is not allowed");
            }
            writeAll(ByteBuffer.wrap(block, 0, count), written);
        }
        written += count;
    }

    /** Gives the file its size where it ends with a hole. */
    void finish() throws IOException {
        if (file.size() < written) {
            writeAll(ByteBuffer.allocate(1), written - 1);
        }
    }

    private void writeAll(ByteBuffer bytes, long place) throws IOException {
        long at = place;
        while (bytes.hasRemaining()) {
            at += file.write(bytes, at);
        }
    }
}
