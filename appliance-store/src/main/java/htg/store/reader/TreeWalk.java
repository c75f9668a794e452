package htg.store.reader;

import htg.fsimage.fs.Entry;
import htg.fsimage.fs.FileType;
import htg.fsimage.fs.Limits;
import htg.fsimage.fs.Node;
import htg.fsimage.volume.LimitExceededException;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * Meets everything below a folder, each folder before what it holds, names in order. A folder inside itself is met once. A part that
 * is damaged is told and left out.
 */
final class TreeWalk {
    /** What is met. */
    @FunctionalInterface
    interface Visitor {
        /**
         * One file, folder or other node.
         *
         * @param depth 0 for the top
         * @param last whether it is the last one in its folder
         */
        void visit(Described found, int depth, boolean last) throws IOException;
    }

    /** Is told of what cannot be read. */
    @FunctionalInterface
    interface Damage {
        void tell(String path, IOException problem) throws IOException;
    }

    private final Limits limits;
    private final int deepest;
    private final Visitor visitor;
    private final Damage damage;
    private final Set<Long> above = new HashSet<>();
    private long met;

    TreeWalk(Limits limits, int deepest, Visitor visitor, Damage damage) {
        this.limits = limits;
        this.deepest = Math.min(deepest, limits.depth());
        this.visitor = visitor;
        this.damage = damage;
    }

    void walk(Described top) throws IOException {
        meet(top, 0, true);
    }

    private void meet(Described found, int depth, boolean last) throws IOException {
        if (++met > limits.entries()) {
            throw new LimitExceededException("more than " + limits.entries() + " files and folders");
        }
        visitor.visit(found, depth, last);
        if (found.attributes().type() == FileType.FOLDER && depth < deepest) {
            descend(found, depth);
        }
    }

    private void descend(Described folder, int depth) throws IOException {
        if (!above.add(folder.attributes().id())) {
            damage.tell(folder.path(), new IOException("this folder is inside itself"));
            return;
        }
        String prefix = folder.path().equals("/") ? "/" : folder.path() + "/";
        List<Entry> entries = sorted(folder);
        for (int i = 0; i < entries.size(); i++) {
            Entry entry = entries.get(i);
            Node node;
            try {
                node = entry.node();
            } catch (htg.fsimage.volume.ImageFormatException problem) {
                damage.tell(prefix + entry.name(), problem);
                continue;
            }
            meet(new Described(prefix + entry.name(), node), depth + 1, i == entries.size() - 1);
        }
        above.remove(folder.attributes().id());
    }

    private List<Entry> sorted(Described folder) throws IOException {
        List<Entry> entries = new ArrayList<>();
        try {
            folder.node().list(entry -> {
                if (entries.size() >= limits.entries()) {
                    throw new LimitExceededException("more than " + limits.entries() + " files in one folder");
                }
                return entries.add(entry);
            });
        } catch (htg.fsimage.volume.CorruptFileSystemException problem) {
            damage.tell(folder.path(), problem);
        }
        entries.sort(Comparator.comparing(Entry::name));
        return entries;
    }
}
