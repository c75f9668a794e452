package htg.store.reader;

import htg.fsimage.fs.Entry;
import htg.fsimage.fs.FileType;
import htg.fsimage.fs.Limits;
import htg.fsimage.fs.Node;
import htg.fsimage.volume.ImageFormatException;
import htg.fsimage.volume.LimitExceededException;
import java.io.IOException;
import java.nio.file.FileSystemException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Meets everything below a folder, each folder before what it holds, names in order. A folder inside itself is met once. A part that
 * cannot be read, or is deeper than the limits allow, is told and left out; unless it is the top.
 */
final class TreeWalk {
    /** What is met. */
    @FunctionalInterface
    interface Visitor {
        /**
         * One file, folder or other node. Where it cannot be read, nothing below it is met.
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
        this.deepest = deepest;
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
        boolean folder = found.attributes().type() == FileType.FOLDER && depth < deepest;
        if (!isVisited(found, depth, last) || !folder) {
            return;
        } else if (depth >= limits.depth()) {
            damage.tell(found.path(), new LimitExceededException("it is " + depth + " folders deep"));
        } else {
            descend(found, depth);
        }
    }

    private boolean isVisited(Described found, int depth, boolean last) throws IOException {
        try {
            visitor.visit(found, depth, last);
            return true;
        } catch (ImageFormatException | FileSystemException problem) {
            if (depth == 0) {
                throw problem;
            }
            damage.tell(found.path(), problem);
            return false;
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
            boolean known = i > 0 && entry.name().equals(entries.get(i - 1).name());
            Optional<Node> node = node(prefix, entry, known);
            if (node.isPresent()) {
                meet(new Described(prefix + entry.name(), node.get()), depth + 1, i == entries.size() - 1);
            }
        }
        above.remove(folder.attributes().id());
    }

    /** Empty where there is none, which is told. By a name that is there twice the first is found, and only that. */
    private Optional<Node> node(String prefix, Entry entry, boolean known) throws IOException {
        try {
            if (known) {
                throw new ImageFormatException("its name is there twice");
            }
            return Optional.of(entry.node());
        } catch (ImageFormatException | FileSystemException problem) {
            damage.tell(prefix + entry.name(), problem);
            return Optional.empty();
        }
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
        } catch (ImageFormatException | FileSystemException problem) {
            damage.tell(folder.path(), problem);
        }
        entries.sort(Comparator.comparing(Entry::name));
        return entries;
    }
}
