package htg.fsimage.reiserfs;

import htg.fsimage.volume.CorruptFileSystemException;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A place among the items of a tree. Not safe for several threads. */
final class TreeCursor {
    private final Tree tree;
    private final List<Step> path = new ArrayList<>();
    private @Nullable Item current;

    /** A node on the way from the root, and which way it goes on. */
    private static final class Step {
        private final TreeNode node;
        private int index;

        Step(TreeNode node, int index) {
            this.node = node;
            this.index = index;
        }

        boolean inside() {
            return index >= 0 && index < node.positions();
        }
    }

    TreeCursor(Tree tree) {
        this.tree = tree;
    }

    /** Goes to the last item that is not behind a key; where there is none, in front of the first one, and says so. */
    boolean seek(Key key) throws IOException {
        path.clear();
        current = null;
        TreeNode node = tree.root();
        path.add(new Step(node, node.find(key)));
        while (!node.leaf()) {
            node = tree.node(node.child(last().index), node.level() - 1);
            path.add(new Step(node, node.find(key)));
        }
        if (last().inside()) {
            current = last().node.item(last().index);
            return true;
        }
        last().index++;
        if (!move(-1)) {
            seekFront();
            return false;
        }
        return true;
    }

    private void seekFront() throws IOException {
        path.clear();
        path.add(new Step(tree.root(), tree.root().leaf() ? -1 : 0));
        while (!last().node.leaf()) {
            TreeNode node = tree.node(last().node.child(0), last().node.level() - 1);
            path.add(new Step(node, node.leaf() ? -1 : 0));
        }
    }

    /** The item it stands at. */
    Item item() {
        if (current == null) {
            throw new IllegalStateException("there is no item here");
        }
        return current;
    }

    /** Goes to the next item, which must be behind this one; false at the end. */
    boolean next() throws IOException {
        Item before = current;
        if (!move(1)) {
            return false;
        }
        if (before != null && item().key().compareTo(before.key()) <= 0) {
            throw corrupt("its keys are out of order at " + item().key());
        }
        return true;
    }

    private boolean move(int step) throws IOException {
        int depth = path.size() - 1;
        path.get(depth).index += step;
        while (!path.get(depth).inside()) {
            if (depth == 0) {
                current = null;
                return false;
            }
            depth--;
            path.get(depth).index += step;
        }
        path.subList(depth + 1, path.size()).clear();
        while (!last().node.leaf()) {
            TreeNode node =
                    tree.node(last().node.child(last().index), last().node.level() - 1);
            path.add(new Step(node, step > 0 ? 0 : node.positions() - 1));
        }
        current = last().node.item(last().index);
        return true;
    }

    private Step last() {
        return path.get(path.size() - 1);
    }

    private CorruptFileSystemException corrupt(String problem) {
        return last().node.block().corrupt(problem);
    }
}
