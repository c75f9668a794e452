package htg.fsimage.container;

import htg.fsimage.volume.Volume;
import java.io.IOException;
import java.nio.ByteBuffer;
import org.jspecify.annotations.Nullable;

/** A virtual disk that is put together from pieces. Safe for several threads at once, as its map and its sources are. */
final class MappedVolume implements Volume {
    /** Says what is at a place of a virtual disk. */
    @FunctionalInterface
    interface Map {
        /**
         * The piece that begins at {@code offset}.
         *
         * @param most how many bytes of it are of interest; it may be longer all the same
         */
        Piece at(long offset, long most) throws IOException;
    }

    /** A disk that says it is endless is not walked through to its end. */
    private static final int MOST_PIECES = 10_000;

    private static final byte[] ZEROS = new byte[64 << 10];

    private final long size;
    private final Map map;
    private final BlockCache unpacked;

    /**
     * A disk of {@code size} bytes.
     *
     * @param memory bytes that unpacked blocks may take
     */
    MappedVolume(long size, Map map, long memory) {
        this.size = size;
        this.map = map;
        this.unpacked = new BlockCache(memory);
    }

    @Override
    public long size() {
        return size;
    }

    @Override
    public void read(long offset, ByteBuffer into) throws IOException {
        requireRange(offset, into.remaining());
        long at = offset;
        while (into.hasRemaining()) {
            Piece piece = piece(at, into.remaining());
            copy(piece, into);
            at += piece.length();
        }
    }

    /** What is at a place; neighbouring data becomes one piece, to be read at once. */
    private Piece piece(long at, long most) throws IOException {
        Piece piece = map.at(at, most).first(most);
        for (int i = 0; i < MOST_PIECES && piece instanceof Piece.Data data && data.length() < most; i++) {
            long left = most - data.length();
            Piece next = map.at(at + data.length(), left).first(left);
            if (!(next instanceof Piece.Data more) || !more.follows(data)) {
                break;
            }
            piece = new Piece.Data(data.length() + more.length(), data.source(), data.place());
        }
        return piece;
    }

    private void copy(Piece piece, ByteBuffer into) throws IOException {
        if (piece instanceof Piece.Data data) {
            copy(data, into);
        } else if (piece instanceof Piece.Packed packed) {
            Piece.PackedBlock block = packed.block();
            byte[] bytes = unpacked.get(block.key(), block.unpacking()::unpack);
            into.put(bytes, packed.skip(), (int) packed.length());
        } else {
            zero(into, piece.length());
        }
    }

    private static void copy(Piece.Data data, ByteBuffer into) throws IOException {
        long there = Math.max(0, Math.min(data.length(), data.source().size() - data.place()));
        if (there > 0) {
            int limit = into.limit();
            into.limit(into.position() + (int) there);
            data.source().read(data.place(), into);
            into.limit(limit);
        }
        zero(into, data.length() - there);
    }

    static void zero(ByteBuffer into, long count) {
        long left = count;
        while (left > 0) {
            int some = (int) Math.min(left, ZEROS.length);
            into.put(ZEROS, 0, some);
            left -= some;
        }
    }

    /** How far data or zeros go from a place, over pieces that are alike, but not over too many and not over too many bytes. */
    Stretch stretch(long offset, long most) throws IOException {
        requireRange(offset, 1);
        long end = offset + Math.max(1, Math.min(most, size - offset));
        @Nullable Boolean hole = null;
        long at = offset;
        for (int pieces = 0; at < end && pieces < MOST_PIECES; pieces++) {
            Piece piece = piece(at, end - at);
            boolean zeros = piece instanceof Piece.Zeros;
            if (hole != null && hole != zeros) {
                break;
            }
            hole = zeros;
            at += piece.length();
        }
        return new Stretch(at - offset, hole != null && hole);
    }

    @Override
    public void close() {
        // What it reads from belongs to the container.
    }
}
