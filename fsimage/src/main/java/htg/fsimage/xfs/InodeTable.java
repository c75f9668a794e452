package htg.fsimage.xfs;

import htg.fsimage.volume.CorruptFileSystemException;
import htg.fsimage.volume.Structure;
import java.io.IOException;
import java.nio.ByteOrder;
import java.util.Arrays;

/**
 * Reads inodes by their numbers, which say where they are. Keeps what was read last, since inodes of one folder lie together. Safe for
 * several threads.
 */
final class InodeTable {
    /** At least a block of the file system, and a chunk of 64 inodes of the smallest size. */
    private static final int CLUSTER = 16 << 10;

    private final Disk disk;
    private volatile Cluster last = new Cluster(0, new byte[0]);

    InodeTable(Disk disk) {
        this.disk = disk;
    }

    /** A part of the volume. */
    private static final class Cluster {
        private final long place;
        private final byte[] bytes;

        Cluster(long place, byte[] bytes) {
            this.place = place;
            this.bytes = bytes;
        }

        boolean has(long from, int length) {
            return from >= place && from + length <= place + bytes.length;
        }

        byte[] get(long from, int length) {
            int at = (int) (from - place);
            return Arrays.copyOfRange(bytes, at, at + length);
        }
    }

    /** Reads and verifies one. */
    Inode read(long number) throws IOException {
        String name = "XFS inode " + Long.toUnsignedString(number);
        Geometry geometry = disk.geometry();
        if (!geometry.hasInode(number)) {
            throw new CorruptFileSystemException(name, -1, "there is no place for that number");
        }
        long place = geometry.inodePlace(number);
        int size = geometry.inodeSize();
        if (place > disk.volume().size() - size) {
            throw new CorruptFileSystemException(name, place, "the volume ends before it");
        }
        byte[] bytes = cluster(place, size).get(place, size);
        return Inode.parse(number, Structure.of(name, place, bytes, ByteOrder.BIG_ENDIAN), disk.superblock());
    }

    private Cluster cluster(long place, int size) throws IOException {
        Cluster known = last;
        if (known.has(place, size)) {
            return known;
        }
        long start = place - place % CLUSTER;
        int length = (int) Math.min(CLUSTER, disk.volume().size() - start);
        Cluster read = new Cluster(start, disk.volume().read(start, length));
        last = read;
        return read;
    }
}
