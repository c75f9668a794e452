package htg.fsimage.btrfs;

import htg.fsimage.fs.Content;
import java.io.IOException;
import java.nio.ByteBuffer;

/**
 * The bytes of a file. Whole sectors of what is not packed go straight to the caller's buffer; the rest comes through a piece of up to a packed
 * extent's size that is kept.
 */
final class BtrfsContent implements Content {
    private static final int LARGEST_READ = 1 << 20;
    private static final int PIECE = 64 << 10;
    private static final byte[] ZEROS = new byte[64 << 10];

    private final Subvolume subvolume;
    private final Inode inode;
    private final DataReader data;
    private FileExtent current = FileExtent.hole(0, 0);
    /** Plain bytes, those of the file from {@link #pieceStart}. */
    private byte[] piece = new byte[0];

    private long pieceStart;

    BtrfsContent(Subvolume subvolume, Inode inode) {
        this.subvolume = subvolume;
        this.inode = inode;
        this.data = subvolume.data();
    }

    @Override
    public long size() {
        return inode.attributes().size();
    }

    @Override
    public Run run(long offset) throws IOException {
        FileExtent extent = at(offset);
        return new Run(Math.min(extent.end(), size()), extent.kind() == FileExtent.Kind.HOLE);
    }

    private FileExtent at(long offset) throws IOException {
        if (!current.contains(offset)) {
            current = subvolume.extent(inode.number(), offset, size());
        }
        return current;
    }

    @Override
    public int read(long offset, ByteBuffer into) throws IOException {
        FileExtent extent = at(offset);
        int count = (int) Math.min(Math.min(extent.end(), size()) - offset, into.remaining());
        if (extent.kind() == FileExtent.Kind.HOLE) {
            return zeros(into, count);
        } else if (extent.packing() == Packing.NONE && extent.kind() == FileExtent.Kind.REGULAR) {
            return plain(extent, offset, into, count);
        } else if (offset < pieceStart || offset >= pieceStart + piece.length) {
            unpack(extent);
        }
        return give(offset, into, count);
    }

    private static int zeros(ByteBuffer into, int count) {
        int now = Math.min(count, ZEROS.length);
        into.put(ZEROS, 0, now);
        return now;
    }

    private int give(long offset, ByteBuffer into, int count) {
        int from = (int) (offset - pieceStart);
        int now = Math.min(count, piece.length - from);
        into.put(piece, from, now);
        return now;
    }

    private int plain(FileExtent extent, long offset, ByteBuffer into, int count) throws IOException {
        int sector = data.sectorSize();
        long within = extent.skipped() + offset - extent.start();
        if (count >= sector && within % sector == 0 && into.hasArray()) {
            int length = Math.min(count, LARGEST_READ);
            length -= length % sector;
            int to = into.arrayOffset() + into.position();
            int good = data.read(extent.address() + within, into.array(), to, length, inode.unchecked());
            into.position(into.position() + good);
            return good;
        }
        if (offset < pieceStart || offset >= pieceStart + piece.length) {
            readPiece(extent, within - within % sector);
        }
        return give(offset, into, count);
    }

    /** Reads some sectors of an extent, from a place in what is stored on. */
    private void readPiece(FileExtent extent, long within) throws IOException {
        byte[] bytes = new byte[(int) Math.min(PIECE, extent.storedLength() - within)];
        int good = data.read(extent.address() + within, bytes, 0, bytes.length, inode.unchecked());
        long from = extent.start() - extent.skipped() + within;
        keep(extent, from, good < bytes.length ? java.util.Arrays.copyOf(bytes, good) : bytes);
    }

    private void unpack(FileExtent extent) throws IOException {
        byte[] stored = new byte[(int) extent.storedLength()];
        if (extent.kind() == FileExtent.Kind.INLINE) {
            System.arraycopy(extent.item().bytes(FileExtent.INLINE_HEADER, stored.length), 0, stored, 0, stored.length);
        } else {
            data.readFully(extent.address(), stored, 0, stored.length, inode.unchecked());
        }
        byte[] plain = new byte[(int) extent.plainLength()];
        extent.packing().unpack(stored, plain, data.sectorSize());
        keep(extent, extent.start() - extent.skipped(), plain);
    }

    /** Keeps what belongs to this part of the file; {@code bytes} may begin before it and end behind it. */
    private void keep(FileExtent extent, long from, byte[] bytes) {
        int skip = (int) Math.max(0, extent.start() - from);
        int end = (int) Math.min(bytes.length, extent.end() - from);
        piece = skip == 0 && end == bytes.length ? bytes : java.util.Arrays.copyOfRange(bytes, skip, end);
        pieceStart = from + skip;
    }
}
