package htg.fsimage.archive;

import htg.fsimage.fs.Content;
import htg.fsimage.volume.CorruptFileSystemException;
import htg.fsimage.volume.Volume;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.Arrays;

/** A file whose data is in one piece in the archive, of which holes may be left out. */
public final class PieceContent implements Content {
    private static final byte[] ZEROS = new byte[16 << 10];

    private final Volume volume;
    private final long size;
    /** Where each piece of data begins in the file, where it ends, and where it is in the volume. */
    private final long[] starts;

    private final long[] ends;
    private final long[] places;

    private PieceContent(Volume volume, long size, long[] starts, long[] ends, long[] places) {
        this.volume = volume;
        this.size = size;
        this.starts = starts;
        this.ends = ends;
        this.places = places;
    }

    /** A file without holes. */
    public static Content whole(Volume volume, long place, long size) {
        return new PieceContent(volume, size, new long[] {0}, new long[] {size}, new long[] {place});
    }

    /**
     * A file with holes.
     *
     * @param place where its data begins in the volume
     * @param stored bytes of data there are
     * @param map of each piece its place in the file and its length, one behind the other
     */
    public static Content sparse(Volume volume, long place, long stored, long size, long[] map) throws IOException {
        int count = map.length / 2;
        long[] starts = new long[count];
        long[] ends = new long[count];
        long[] places = new long[count];
        long at = 0;
        long used = 0;
        for (int i = 0; i < count; i++) {
            long start = map[2 * i];
            long length = map[2 * i + 1];
            if (start < at || length < 0 || start > size - length || length > stored - used) {
                throw new CorruptFileSystemException("sparse member", place, "its map leaves the file");
            }
            starts[i] = start;
            places[i] = place + used;
            used += length;
            at = start + length;
            ends[i] = at;
        }
        return new PieceContent(volume, size, starts, ends, places);
    }

    @Override
    public long size() {
        return size;
    }

    /** The first piece that ends behind an offset. */
    private int piece(long offset) {
        int found = Arrays.binarySearch(ends, offset + 1);
        int piece = found < 0 ? -found - 1 : found;
        while (piece > 0 && ends[piece - 1] > offset) {
            piece--;
        }
        return piece;
    }

    @Override
    public Run run(long offset) {
        int piece = piece(offset);
        if (piece == ends.length) {
            return new Run(size, true);
        }
        boolean hole = offset < starts[piece];
        return new Run(hole ? starts[piece] : ends[piece], hole);
    }

    @Override
    public int read(long offset, ByteBuffer into) throws IOException {
        Run run = run(offset);
        int count = (int) Math.min(into.remaining(), run.end() - offset);
        if (run.hole()) {
            count = Math.min(count, ZEROS.length);
            into.put(ZEROS, 0, count);
            return count;
        }
        int piece = piece(offset);
        ByteBuffer part = into.duplicate().limit(into.position() + count);
        volume.read(places[piece] + (offset - starts[piece]), part);
        into.position(into.position() + count);
        return count;
    }
}
