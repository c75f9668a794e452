package htg.fsimage.container;

import htg.fsimage.volume.CorruptFileSystemException;
import htg.fsimage.volume.Volume;
import java.io.IOException;
import java.nio.ByteBuffer;
import org.jspecify.annotations.Nullable;

/** Where a qcow2 image keeps its clusters: the L1 table leads to L2 tables, and these to clusters or parts of them. */
final class Qcow2Map implements MappedVolume.Map {
    private static final long OFFSET = 0x00FFFFFFFFFFFE00L;
    private static final long COMPRESSED = 1L << 62;
    private static final long COPIED = 1L << 63;
    private static final long ZERO = 1;
    private static final int SUBCLUSTERS = 32;

    private final Qcow2Header header;
    private final Volume file;
    private final Volume data;
    private final @Nullable Volume backing;
    private final Table table;

    /**
     * The map in {@code file}.
     *
     * @param data where clusters are, unless they are compressed
     */
    Qcow2Map(Qcow2Header header, Volume file, Volume data, @Nullable Volume backing, Table table) {
        this.header = header;
        this.file = file;
        this.data = data;
        this.backing = backing;
        this.table = table;
    }

    @Override
    public Piece at(long offset, long most) throws IOException {
        long index = offset / header.l2Coverage();
        long l2 = table.bits64(header.l1Offset() + 8 * index, "qcow2 L1 table") & OFFSET;
        if (l2 == 0) {
            return missing(offset, header.l2Coverage() - offset % header.l2Coverage());
        }
        if (l2 % header.clusterSize() != 0) {
            throw new CorruptFileSystemException(
                    "qcow2 L1 table", header.l1Offset() + 8 * index, "entry " + index + " leads into a cluster");
        }
        return cluster(offset, l2);
    }

    private Piece cluster(long offset, long l2) throws IOException {
        int width = header.extendedL2() ? 16 : 8;
        long place = l2 + offset % header.l2Coverage() / header.clusterSize() * width;
        long entry = table.bits64(place, "qcow2 L2 table");
        int within = (int) (offset % header.clusterSize());
        if ((entry & COMPRESSED) != 0) {
            return packed(entry, place, within);
        }
        if (header.extendedL2()) {
            return subclusters(offset, entry, table.bits64(place + 8, "qcow2 L2 table"), place);
        }
        int length = header.clusterSize() - within;
        if ((entry & ZERO) != 0) {
            if (header.version() == 2) {
                throw new CorruptFileSystemException("qcow2 L2 table", place, "version 2 has no zero clusters");
            }
            return new Piece.Zeros(length);
        }
        return isAllocated(entry) ? stored(entry, place, within, length) : missing(offset, length);
    }

    /** In an external data file the first cluster may be at byte 0. */
    private boolean isAllocated(long entry) {
        return (entry & OFFSET) != 0 || (header.externalData() && (entry & COPIED) != 0);
    }

    private Piece stored(long entry, long place, int within, int length) throws IOException {
        long host = entry & OFFSET;
        if (host % header.clusterSize() != 0 || host >= data.size()) {
            throw new CorruptFileSystemException(
                    "qcow2 L2 table", place, "a cluster at byte " + host + " of " + data.size());
        }
        return new Piece.Data(length, data, host + within);
    }

    /** Each bit of the lower half says that a subcluster is stored, each of the upper that it is zeros. */
    private Piece subclusters(long offset, long entry, long bits, long place) throws IOException {
        int size = header.clusterSize() / SUBCLUSTERS;
        int within = (int) (offset % header.clusterSize());
        int first = within / size;
        if ((bits & (bits >>> SUBCLUSTERS) & 0xFFFFFFFFL) != 0) {
            throw new CorruptFileSystemException("qcow2 L2 table", place, "a subcluster is both stored and zeros");
        }
        int state = state(bits, first);
        int end = first + 1;
        while (end < SUBCLUSTERS && state(bits, end) == state) {
            end++;
        }
        int length = end * size - within;
        if (state == 2) {
            return new Piece.Zeros(length);
        }
        if (state == 0) {
            return missing(offset, length);
        }
        if (!isAllocated(entry)) {
            throw new CorruptFileSystemException("qcow2 L2 table", place, "subclusters are stored nowhere");
        }
        return stored(entry, place, within, length);
    }

    private static int state(long bits, int subcluster) {
        return (int) ((bits >>> subcluster) & 1) + 2 * (int) ((bits >>> (SUBCLUSTERS + subcluster)) & 1);
    }

    private Piece missing(long offset, long length) {
        return backing == null ? new Piece.Zeros(length) : new Piece.Data(length, backing, offset);
    }

    private Piece packed(long entry, long place, int within) throws IOException {
        if (header.externalData()) {
            throw new CorruptFileSystemException("qcow2 L2 table", place, "compressed in an external data file");
        }
        int offsetBits = 62 - (header.clusterBits() - 8);
        long host = entry & ((1L << offsetBits) - 1);
        long sectors = (entry & (COMPRESSED - 1)) >>> offsetBits;
        long end = Math.min(file.size(), (host / 512 + sectors + 1) * 512);
        if (host >= end) {
            throw new CorruptFileSystemException("qcow2 L2 table", place, "a compressed cluster at byte " + host);
        }
        int size = header.clusterSize();
        var block = new Piece.PackedBlock(place, size, () -> unpack(host, (int) (end - host)));
        return new Piece.Packed(size - within, block, within);
    }

    private byte[] unpack(long host, int length) throws IOException {
        byte[] packed = new byte[length];
        file.read(host, ByteBuffer.wrap(packed));
        byte[] cluster = new byte[header.clusterSize()];
        Unpacker unpacker = header.zstd() ? Unpacker.zstd() : Unpacker.deflate();
        unpacker.unpack("qcow2 compressed cluster", host, packed, cluster, cluster.length);
        return cluster;
    }
}
