package htg.fsimage.archive;

import htg.fsimage.fs.FileType;
import htg.fsimage.fs.Limits;
import htg.fsimage.volume.LimitExceededException;
import java.util.List;

/** The nodes of an archive and the names in its folders: some fifty bytes a member. */
final class Index {
    static final int ROOT = 0;
    /** The place of a folder that has no member of its own. */
    static final long IMPLICIT = -1;

    private static final long MOST_MEMORY = 1 << 30;
    private static final int TYPE_BITS = 4;
    private static final List<FileType> TYPES = List.of(FileType.values());

    private final Limits limits;
    private final NameTable names = new NameTable();
    /** Of each entry its node, and the next one in its folder. */
    private final IntList nodes = new IntList();

    private final IntList next = new IntList();
    /** Of each node its place and type, how many names it has, and a folder's first and last entry. */
    private final LongList places = new LongList();

    private final IntList links = new IntList();
    private final IntList first = new IntList();
    private final IntList last = new IntList();

    Index(Limits limits) {
        this.limits = limits;
        newNode(FileType.FOLDER, IMPLICIT);
        links.set(ROOT, 1);
    }

    int newNode(FileType type, long place) {
        links.add(0);
        first.add(NameTable.NONE);
        last.add(NameTable.NONE);
        return places.add((place << TYPE_BITS) | TYPES.indexOf(type));
    }

    void place(int node, long place) {
        places.set(node, (place << TYPE_BITS) | TYPES.indexOf(type(node)));
    }

    long place(int node) {
        return places.get(node) >> TYPE_BITS;
    }

    FileType type(int node) {
        return TYPES.get((int) places.get(node) & ((1 << TYPE_BITS) - 1));
    }

    long links(int node) {
        return links.get(node);
    }

    int nodeCount() {
        return places.size();
    }

    /** The node of a name in a folder, {@link NameTable#NONE} where it is not there. */
    int child(int folder, String name) {
        int entry = names.find(folder, name);
        return entry == NameTable.NONE ? NameTable.NONE : node(entry);
    }

    /** Gives a node a name in a folder, and takes the name from any other. */
    void name(int folder, String name, int node) throws LimitExceededException {
        int entry = names.find(folder, name);
        links.set(node, links.get(node) + 1);
        if (entry == NameTable.NONE) {
            append(folder, names.add(folder, name), node);
        } else {
            links.set(node(entry), links.get(node(entry)) - 1);
            nodes.set(entry, node);
        }
        // A node stays even when another takes its name.
        requireRoom();
    }

    private void append(int folder, int entry, int node) {
        nodes.add(node);
        next.add(NameTable.NONE);
        if (last.get(folder) == NameTable.NONE) {
            first.set(folder, entry);
        } else {
            next.set(last.get(folder), entry);
        }
        last.set(folder, entry);
    }

    private void requireRoom() throws LimitExceededException {
        if (names.size() > limits.entries()) {
            throw new LimitExceededException("the archive has more than " + limits.entries() + " members");
        }
        long memory = names.memory() + nodes.memory() + next.memory();
        memory += places.memory() + links.memory() + first.memory() + last.memory();
        if (memory > Math.min(limits.memory(), MOST_MEMORY)) {
            throw new LimitExceededException("the names of " + names.size() + " members need more than the "
                    + limits.memory() + " bytes of memory that are allowed");
        }
    }

    /** The first entry of a folder; {@link NameTable#NONE} when it is empty. */
    int firstEntry(int folder) {
        return first.get(folder);
    }

    int nextEntry(int entry) {
        return next.get(entry);
    }

    int node(int entry) {
        return nodes.get(entry);
    }

    String name(int entry) {
        return names.name(entry);
    }
}
