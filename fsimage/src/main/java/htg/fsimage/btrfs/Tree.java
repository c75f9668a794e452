package htg.fsimage.btrfs;

import htg.fsimage.volume.CorruptFileSystemException;
import htg.fsimage.volume.Structure;
import java.io.IOException;
import java.util.Optional;

/** A tree of items. Safe for several threads at once; its cursors are not. */
record Tree(TreeBlocks blocks, NodePointer root) {
    /** Looks at the last item whose key is not behind this one; there may be none. */
    Cursor floor(Key key) throws IOException {
        return new Cursor(this, key);
    }

    /** Looks at the first item whose key is not before this one; there may be none. */
    Cursor ceiling(Key key) throws IOException {
        Cursor cursor = new Cursor(this, key);
        if (!cursor.isAt(key)) {
            cursor.next();
        }
        return cursor;
    }

    /** The item with exactly this key. */
    Optional<Structure> find(Key key, String name) throws IOException {
        Cursor cursor = new Cursor(this, key);
        return cursor.isAt(key) ? Optional.of(cursor.item(name)) : Optional.empty();
    }

    /** A place in a tree. */
    static final class Cursor {
        private final Tree tree;
        private final TreeBlock[] path;
        private final int[] slots;

        private Cursor(Tree tree, Key key) throws IOException {
            this.tree = tree;
            this.path = new TreeBlock[tree.root().level() + 1];
            this.slots = new int[path.length];
            int level = path.length - 1;
            path[level] = tree.blocks().read(tree.root());
            while (true) {
                slots[level] = path[level].find(key);
                if (level == 0) {
                    break;
                }
                slots[level] = Math.max(0, slots[level]);
                level--;
                path[level] = below(level + 1);
            }
        }

        private TreeBlock below(int level) throws IOException {
            TreeBlock parent = path[level];
            TreeBlock child = tree.blocks().read(parent.child(slots[level]));
            child.require(child.count() > 0, "it has no entries");
            child.require(
                    child.compare(0, parent.key(slots[level])) == 0, "it does not begin with the key that leads to it");
            return child;
        }

        /** Whether there is an item here. */
        boolean isValid() {
            return slots[0] >= 0 && slots[0] < path[0].count();
        }

        /** Whether the item here has this key. */
        boolean isAt(Key key) {
            return isValid() && path[0].compare(slots[0], key) == 0;
        }

        /** Whether the item here has a key that begins with these numbers. */
        boolean isOf(long object, int type) {
            if (!isValid()) {
                return false;
            }
            Key key = path[0].key(slots[0]);
            return key.object() == object && key.type() == type;
        }

        Key key() {
            return path[0].key(slots[0]);
        }

        int itemSize() {
            return path[0].itemSize(slots[0]);
        }

        Structure item(String name) throws CorruptFileSystemException {
            return path[0].item(slots[0], name);
        }

        void copy(int offset, byte[] into, int to, int length) {
            path[0].copy(slots[0], offset, into, to, length);
        }

        /** Goes to the next item; false when there is none. */
        boolean next() throws IOException {
            if (++slots[0] < path[0].count()) {
                return true;
            }
            slots[0] = path[0].count();
            int level = 1;
            while (level < path.length && slots[level] + 1 >= path[level].count()) {
                level++;
            }
            if (level == path.length) {
                return false;
            }
            Key last = path[0].key(path[0].count() - 1);
            slots[level]++;
            while (level > 0) {
                path[level - 1] = below(level);
                level--;
                slots[level] = 0;
            }
            path[0].require(path[0].compare(0, last) > 0, "it is behind greater keys");
            return true;
        }
    }
}
