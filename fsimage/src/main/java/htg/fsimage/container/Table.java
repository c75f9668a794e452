package htg.fsimage.container;

import htg.fsimage.volume.CorruptFileSystemException;
import htg.fsimage.volume.Volume;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;

/**
 * Numbers in the tables of an image, read in small pieces of which the latest are kept, so that no table needs as much memory as the image
 * says. Safe for several threads at once.
 */
final class Table {
    private static final int PIECE = 4096;

    private final Volume file;
    private final ByteOrder order;
    private final BlockCache pieces;

    /**
     * Tables in {@code file}.
     *
     * @param memory bytes that they may take
     */
    Table(Volume file, ByteOrder order, long memory) {
        this.file = file;
        this.order = order;
        this.pieces = new BlockCache(memory);
    }

    /** The number of 64 bits at a place that is a multiple of 8; {@code table} names what it is in, for the error. */
    long bits64(long place, String table) throws IOException {
        return at(place, 8, table).getLong((int) (place % PIECE));
    }

    /** As {@link #bits64} for 32 bits without sign, at a multiple of 4. */
    long u32(long place, String table) throws IOException {
        return Integer.toUnsignedLong(at(place, 4, table).getInt((int) (place % PIECE)));
    }

    int u8(long place, String table) throws IOException {
        return Byte.toUnsignedInt(at(place, 1, table).get((int) (place % PIECE)));
    }

    private ByteBuffer at(long place, int width, String table) throws IOException {
        if (place < 0 || place % width != 0 || place > file.size() - width) {
            throw new CorruptFileSystemException(
                    table, place, "an entry is not aligned or not within the file of " + file.size() + " bytes");
        }
        long start = place - place % PIECE;
        byte[] piece = pieces.get(start, () -> file.read(start, (int) Math.min(PIECE, file.size() - start)));
        return ByteBuffer.wrap(piece).order(order);
    }
}
