package htg.fsimage.ext;

import htg.fsimage.volume.CorruptFileSystemException;
import htg.fsimage.volume.Structure;

/** A node of an extent tree (ext4 documentation, "Extent Tree"), its entries in order. */
final class ExtentNode {
    /** The tail of a block that holds its checksum. */
    static final int TAIL = 4;

    private static final int HEADER = 12;
    private static final int ENTRY = 12;
    private static final int MAGIC = 0xF30A;
    /** An extent that is longer is one that was never written, and so much shorter. */
    private static final int LONGEST_WRITTEN = 32_768;

    private final Structure fields;
    private final int depth;
    private final int count;

    private ExtentNode(Structure fields, int depth, int count) {
        this.fields = fields;
        this.depth = depth;
        this.count = count;
    }

    static ExtentNode of(Structure fields) throws CorruptFileSystemException {
        fields.require(fields.u16(0) == MAGIC, "it is no node of an extent tree");
        int count = fields.u16(2);
        fields.require(
                count <= fields.u16(4) && HEADER + count * ENTRY <= fields.length(), "it has " + count + " entries");
        ExtentNode node = new ExtentNode(fields, fields.u16(6), count);
        node.requireOrder();
        return node;
    }

    private void requireOrder() throws CorruptFileSystemException {
        fields.require(depth == 0 || count > 0, "it has no entries");
        long next = 0;
        for (int i = 0; i < count; i++) {
            fields.require(first(i) >= next, "its entries overlap or are out of order");
            fields.require(length(i) > 0, "it has an extent without blocks");
            next = first(i) + length(i);
        }
    }

    /** 0 for one whose entries are extents. */
    int depth() {
        return depth;
    }

    Structure fields() {
        return fields;
    }

    /** Where the checksum of a node in a block is. */
    int tail() throws CorruptFileSystemException {
        return HEADER + fields.u16(4) * ENTRY;
    }

    /** The first block of the file that an entry is about. */
    long first(int entry) throws CorruptFileSystemException {
        return fields.u32(at(entry));
    }

    /** The last entry that begins at or before a block; -1 when the first begins after it. */
    int find(long block) throws CorruptFileSystemException {
        int from = 0;
        int to = count;
        while (from < to) {
            int middle = (from + to) >>> 1;
            if (first(middle) <= block) {
                from = middle + 1;
            } else {
                to = middle;
            }
        }
        return from - 1;
    }

    /** The block of the file that the entry after this one begins with; where there is none, {@code end}. */
    long next(int entry, long end) throws CorruptFileSystemException {
        return entry + 1 < count ? Math.min(first(entry + 1), end) : end;
    }

    /** The block with the node below an entry. */
    long child(int entry) throws CorruptFileSystemException {
        return fields.u32(at(entry) + 4) | (long) fields.u16(at(entry) + 8) << 32;
    }

    /** Of an extent in blocks; entries above extents do not say. */
    long length(int entry) throws CorruptFileSystemException {
        if (depth > 0) {
            return 1;
        }
        int length = fields.u16(at(entry) + 4);
        return length > LONGEST_WRITTEN ? length - LONGEST_WRITTEN : length;
    }

    /** Whether the extent was written; else it reads as zeros. */
    boolean written(int entry) throws CorruptFileSystemException {
        return fields.u16(at(entry) + 4) <= LONGEST_WRITTEN;
    }

    /** Where an extent begins on the disk. */
    long place(int entry) throws CorruptFileSystemException {
        return fields.u32(at(entry) + 8) | (long) fields.u16(at(entry) + 6) << 32;
    }

    private static int at(int entry) {
        return HEADER + entry * ENTRY;
    }
}
