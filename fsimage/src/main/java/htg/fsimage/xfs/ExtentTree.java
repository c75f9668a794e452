package htg.fsimage.xfs;

import htg.fsimage.volume.Structure;
import java.io.IOException;

/**
 * The tree of extents of a fork that has more of them than fit into its inode ("B+tree Extent List"). Keeps the leaf that was used
 * last.
 */
final class ExtentTree implements BlockMap {
    private static final int MAGIC_4 = 0x424D4150;
    private static final int MAGIC_5 = 0x424D4133;
    private static final int HEADER_4 = 24;
    private static final int HEADER_5 = 72;
    private static final int ROOT_HEADER = 4;
    /** More levels than 2^54 blocks can need. */
    private static final int MOST_LEVELS = 16;

    private final Disk disk;
    private final Fork fork;
    private ExtentList leaf = ExtentList.EMPTY;
    private long leafStart;
    private long leafEnd;

    ExtentTree(Disk disk, Fork fork) {
        this.disk = disk;
        this.fork = fork;
    }

    @Override
    public Mapping at(long block) throws IOException {
        if (block < leafStart || block >= leafEnd) {
            descend(block);
        }
        return leaf.at(block).upTo(leafEnd);
    }

    private void descend(long block) throws IOException {
        Structure node = fork.bytes();
        int level = node.u16(0);
        node.require(level > 0 && level <= MOST_LEVELS, "a tree of extents with " + level + " levels");
        leafStart = 0;
        leafEnd = 0;
        long start = 0;
        long end = Long.MAX_VALUE;
        int header = ROOT_HEADER;
        while (level > 0) {
            int records = records(node, header);
            int child = child(node, header, records, block);
            if (child + 1 < records) {
                end = Math.min(end, node.bits64(header + (child + 1) * Long.BYTES));
            }
            if (child < 0) {
                // Nothing is mapped before the first key.
                keep(ExtentList.EMPTY, start, end);
                return;
            }
            start = Math.max(start, node.bits64(header + child * Long.BYTES));
            node = block(node.bits64(header + (capacity(node, header) + child) * Long.BYTES), --level);
            header = disk.checksums() ? HEADER_5 : HEADER_4;
        }
        keep(ExtentList.parse(node, header, node.u16(6), disk.geometry()), start, end);
    }

    private void keep(ExtentList list, long start, long end) {
        leaf = list;
        leafStart = start;
        leafEnd = end;
    }

    /** How many keys there is room for; as many numbers of blocks follow them. */
    private static int capacity(Structure node, int header) {
        return (node.length() - header) / (2 * Long.BYTES);
    }

    private static int records(Structure node, int header) throws IOException {
        int records = node.u16(header == ROOT_HEADER ? 2 : 6);
        node.require(records > 0 && records <= capacity(node, header), "a node with " + records + " records");
        return records;
    }

    /** The last record whose key is no greater than a block; -1 when all are. */
    private static int child(Structure node, int header, int records, long block) throws IOException {
        int from = 0;
        int to = records;
        while (from < to) {
            int middle = (from + to) >>> 1;
            if (node.u63(header + middle * Long.BYTES, "a key") <= block) {
                from = middle + 1;
            } else {
                to = middle;
            }
        }
        return from - 1;
    }

    private Structure block(long number, int level) throws IOException {
        Structure node = disk.block("XFS block of the extents of inode " + fork.inode(), number);
        node.require(node.s32(0) == (disk.checksums() ? MAGIC_5 : MAGIC_4), "it is no block of a tree of extents");
        Seal.EXTENT_TREE.verify(node, disk.superblock(), fork.inode());
        node.require(node.u16(4) == level, "it is on level " + node.u16(4) + " instead of " + level);
        return node;
    }
}
