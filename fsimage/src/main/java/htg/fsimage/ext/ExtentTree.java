package htg.fsimage.ext;

import htg.fsimage.volume.CorruptFileSystemException;
import htg.fsimage.volume.Structure;
import java.io.IOException;
import java.util.HashMap;
import java.util.Map;

/** The map of a file that was made with extents. */
final class ExtentTree implements BlockMap {
    private static final int DEEPEST = 5;

    private final Disk disk;
    private final Inode inode;
    private final ExtentNode root;
    /** The last node of each depth, by that. */
    private final Map<Integer, Visited> visited = new HashMap<>();

    /** A node and where it was found. */
    private record Visited(long block, ExtentNode node) {}

    ExtentTree(Disk disk, Inode inode) throws CorruptFileSystemException {
        this.disk = disk;
        this.inode = inode;
        this.root = ExtentNode.of(inode.map());
        root.fields().require(root.depth() <= DEEPEST, "its extent tree is " + root.depth() + " nodes deep");
    }

    @Override
    public long reach() {
        return 1L << 32;
    }

    @Override
    public Run at(long block) throws IOException {
        ExtentNode node = root;
        long end = reach();
        while (node.depth() > 0) {
            int entry = node.find(block);
            if (entry < 0) {
                return Run.hole(Math.min(end, node.first(0)) - block);
            }
            end = node.next(entry, end);
            node = below(node, entry);
        }
        return extent(node, block, end);
    }

    private Run extent(ExtentNode leaf, long block, long end) throws CorruptFileSystemException {
        int entry = leaf.find(block);
        long after = leaf.next(entry, end);
        if (entry < 0 || block >= leaf.first(entry) + leaf.length(entry)) {
            return Run.hole(after - block);
        }
        long into = block - leaf.first(entry);
        long blocks = Math.min(after, leaf.first(entry) + leaf.length(entry)) - block;
        if (!leaf.written(entry)) {
            return Run.hole(blocks);
        }
        disk.requireBlocks(leaf.place(entry), leaf.length(entry), leaf.fields().name());
        return new Run(blocks, leaf.place(entry) + into);
    }

    private ExtentNode below(ExtentNode node, int entry) throws IOException {
        long block = node.child(entry);
        int depth = node.depth() - 1;
        Visited last = visited.get(depth);
        if (last != null && last.block() == block) {
            return last.node();
        }
        ExtentNode child = ExtentNode.of(disk.block("ext extent block", block, inode.name()));
        child.fields()
                .require(child.depth() == depth, "it has depth " + child.depth() + " below one of " + (depth + 1));
        requireChecksum(child);
        visited.put(depth, new Visited(block, child));
        return child;
    }

    private void requireChecksum(ExtentNode node) throws CorruptFileSystemException {
        if (disk.has(Feature.METADATA_CSUM)) {
            Structure fields = node.fields();
            int tail = node.tail();
            fields.require(tail <= fields.length() - ExtentNode.TAIL, "it has no room for a checksum");
            int sum = inode.checksum(disk).add(fields.bytes(), 0, tail).value();
            fields.require(sum == fields.s32(tail), "its checksum is wrong");
        }
    }
}
