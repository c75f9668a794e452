package htg.fsimage.xfs;

import htg.fsimage.volume.CorruptFileSystemException;
import htg.fsimage.volume.Structure;
import java.io.IOException;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;

/**
 * The tree of hashes that folders and attributes have alike ("Node Directories", "Attribute Fork Nodes"): finds leaves. For one walk
 * from leaf to leaf.
 */
final class HashTree {
    private static final int NODE_4 = 0xFEBE;
    private static final int NODE_5 = 0x3EBE;
    private static final int NODE_HEADER_4 = 16;
    private static final int NODE_HEADER_5 = 64;
    private static final int MOST_LEVELS = 5;

    private final ForkBlocks blocks;
    private final boolean sealed;
    private final int perNode;
    private final String what;
    private final Set<Long> seen = new HashSet<>();

    /**
     * A tree in a fork.
     *
     * @param perNode how many blocks of the file system are one of the tree
     * @param what names its blocks
     */
    HashTree(ForkBlocks blocks, boolean sealed, int perNode, String what) {
        this.blocks = blocks;
        this.sealed = sealed;
        this.perNode = perNode;
        this.what = what;
    }

    /** The number that tells what kind of block it is. */
    static int magic(Structure block) throws CorruptFileSystemException {
        return block.u16(8);
    }

    /** The first leaf in which a hash can be; empty when it is beyond all of them. */
    Optional<Structure> leaf(long root, long hash) throws IOException {
        Structure node = read(root);
        int above = MOST_LEVELS + 1;
        while (magic(node) == (sealed ? NODE_5 : NODE_4)) {
            int header = sealed ? NODE_HEADER_5 : NODE_HEADER_4;
            int count = node.u16(header == NODE_HEADER_5 ? 56 : 12);
            int level = node.u16(header == NODE_HEADER_5 ? 58 : 14);
            node.require(level > 0 && level < above, "a node of level " + level + " below one of " + above);
            int child = first(node, header, count, hash);
            if (child == count) {
                return Optional.empty();
            }
            above = level;
            node = read(node.u32(header + child * 8 + 4));
        }
        return Optional.of(node);
    }

    /** The leaf after this one, unless it is the last. */
    Optional<Structure> next(Structure leaf) throws IOException {
        long next = leaf.u32(0);
        return next == 0 ? Optional.empty() : Optional.of(read(next));
    }

    private Structure read(long block) throws IOException {
        Structure read = blocks.read(what, block, perNode, Seal.HASH_TREE);
        read.require(seen.add(block), "its tree leads in a circle");
        return read;
    }

    /** The first of some entries, eight bytes each and in the order of the hashes they begin with, whose hash is no smaller. */
    static int first(Structure node, int header, int count, long hash) throws CorruptFileSystemException {
        int from = 0;
        int to = count;
        while (from < to) {
            int middle = (from + to) >>> 1;
            if (node.u32(header + middle * 8) < hash) {
                from = middle + 1;
            } else {
                to = middle;
            }
        }
        return from;
    }
}
