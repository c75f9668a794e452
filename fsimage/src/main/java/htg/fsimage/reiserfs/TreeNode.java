package htg.fsimage.reiserfs;

import htg.fsimage.volume.CorruptFileSystemException;
import htg.fsimage.volume.Structure;

/** A block of the tree: keys and the blocks between them, or a leaf with items. */
final class TreeNode {
    private static final int HEADER = 24;
    private static final int ITEM_HEADER = 24;
    private static final int CHILD = 8;

    private final Structure block;
    private final int level;
    private final int count;

    TreeNode(Structure block, int level) throws CorruptFileSystemException {
        this.block = block;
        this.level = level;
        this.count = block.u16(2);
        block.require(block.u16(0) == level, "its level is " + block.u16(0) + ", not " + level);
        int each = leaf() ? ITEM_HEADER : Key.LENGTH + CHILD;
        int most = (block.length() - HEADER - (leaf() ? 0 : CHILD)) / each;
        block.require(count <= most && (count > 0 || !leaf()), "it has " + count + " keys");
    }

    boolean leaf() {
        return level == 1;
    }

    int level() {
        return level;
    }

    Structure block() {
        return block;
    }

    /** How many items or children it has. */
    int positions() {
        return leaf() ? count : count + 1;
    }

    /** The last item that is not behind a key, -1 if there is none; or the child in which it must be. */
    int find(Key key) throws CorruptFileSystemException {
        int low = 0;
        int high = count;
        while (low < high) {
            int middle = (low + high) / 2;
            if (key(middle).compareTo(key) <= 0) {
                low = middle + 1;
            } else {
                high = middle;
            }
        }
        return leaf() ? low - 1 : low;
    }

    private Key key(int index) throws CorruptFileSystemException {
        return leaf()
                ? Key.ofItem(block, HEADER + index * ITEM_HEADER, version(index))
                : Key.ofNode(block, HEADER + index * Key.LENGTH);
    }

    private int version(int index) throws CorruptFileSystemException {
        return block.u16(HEADER + index * ITEM_HEADER + 22);
    }

    /** The block of a child. */
    long child(int index) throws CorruptFileSystemException {
        return block.u32(HEADER + count * Key.LENGTH + index * CHILD);
    }

    Item item(int index) throws CorruptFileSystemException {
        int at = HEADER + index * ITEM_HEADER;
        Key key = key(index);
        Structure body = block.part("ReiserFS item " + key, block.u16(at + 20), block.u16(at + 18));
        return new Item(key, version(index), block.u16(at + 16), body);
    }
}
