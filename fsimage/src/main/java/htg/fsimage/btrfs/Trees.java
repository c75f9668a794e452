package htg.fsimage.btrfs;

import htg.fsimage.volume.CorruptFileSystemException;
import htg.fsimage.volume.Structure;
import java.io.IOException;

/** Finds the trees of a file system in its root tree. Safe for several threads at once. */
final class Trees {
    private static final int LEAST_ROOT_ITEM = 239;
    private static final long READ_ONLY = 1;

    private final Tree root;

    Trees(Tree root) {
        this.root = root;
    }

    /** A tree, and whether it is a subvolume that is not to be written to. */
    record Root(long id, Tree tree, boolean readOnly) {}

    /** The root tree itself. */
    Tree root() {
        return root;
    }

    Tree checksums() throws IOException {
        return require(Key.CSUM_TREE).tree();
    }

    /** The tree with this number; of several items the last one counts. */
    Root require(long id) throws IOException {
        Tree.Cursor cursor = root.floor(new Key(id, Key.ROOT_ITEM, -1));
        if (!cursor.isOf(id, Key.ROOT_ITEM)) {
            throw new CorruptFileSystemException("btrfs tree " + id, -1, "it is not there");
        }
        return parse(id, cursor.item("btrfs root item"));
    }

    private Root parse(long id, Structure item) throws IOException {
        item.require(item.length() >= LEAST_ROOT_ITEM, "it has only " + item.length() + " bytes");
        NodePointer pointer = new NodePointer(item.u63(176, "address"), item.bits64(160), item.u8(238));
        return new Root(id, new Tree(root.blocks(), pointer), (item.bits64(208) & READ_ONLY) != 0);
    }
}
