package htg.fsimage.archive;

import htg.fsimage.fs.FileSystem;
import htg.fsimage.fs.FileSystemInfo;
import htg.fsimage.fs.FileType;
import htg.fsimage.fs.Limits;
import htg.fsimage.volume.CorruptFileSystemException;
import htg.fsimage.volume.ImageFormatException;
import htg.fsimage.volume.Names;
import java.io.IOException;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.StringTokenizer;

/**
 * Takes an archive's members in their order. Folders that have none of their own are made up; a later member takes the name of an earlier
 * one; paths that would lead out of the root are brought inside. Not safe for several threads.
 */
public final class ArchiveBuilder {
    private static final int MOST_PROBLEMS = 50;

    private final Limits limits;
    private final Index index;
    private final Member.Reader reader;
    private final List<String> problems = new ArrayList<>();

    public ArchiveBuilder(Limits limits, Member.Reader reader) {
        this.limits = limits;
        this.index = new Index(limits);
        this.reader = reader;
    }

    /**
     * Adds a member, which {@code place} will be read from.
     *
     * @return the number of its node
     */
    public int add(String path, FileType type, long place) throws IOException {
        Deque<String> names = names(path);
        if (names.isEmpty()) {
            if (type == FileType.FOLDER) {
                index.place(Index.ROOT, place);
            } else {
                problem("'" + Names.printable(path) + "' is no name for a file; it is left out.");
            }
            return Index.ROOT;
        }
        String name = names.removeLast();
        int folder = folder(names);
        int before = index.child(folder, name);
        if (type == FileType.FOLDER && before != NameTable.NONE && index.type(before) == FileType.FOLDER) {
            index.place(before, place);
            return before;
        }
        int node = index.newNode(type, place);
        index.name(folder, name, node);
        return node;
    }

    /** Gives another name to what has a name already; where it has none, that becomes a problem. */
    public void link(String path, String existing) throws IOException {
        int node = Index.ROOT;
        for (String name : names(existing)) {
            node = node == NameTable.NONE ? node : index.child(node, name);
        }
        if (node == NameTable.NONE || index.type(node) == FileType.FOLDER) {
            problem("'" + Names.printable(path) + "' is a link to '" + Names.printable(existing)
                    + "', which is no earlier file; it is left out.");
            return;
        }
        link(path, node);
    }

    /** Gives another name to a node. */
    public void link(String path, int node) throws IOException {
        Deque<String> names = names(path);
        if (!names.isEmpty()) {
            String name = names.removeLast();
            int folder = folder(names);
            if (index.child(folder, name) != node) {
                index.name(folder, name, node);
            }
        }
    }

    /** Says that a node is better read from another place. */
    public void place(int node, long place) {
        index.place(node, place);
    }

    /** Notes a sentence about what is wrong. */
    public void problem(String sentence) {
        if (problems.size() < MOST_PROBLEMS) {
            problems.add(sentence);
        } else if (problems.size() == MOST_PROBLEMS) {
            problems.add("There are more such problems.");
        }
    }

    /** How many nodes there are. */
    public int nodes() {
        return index.nodeCount();
    }

    /** The file system of all that was added; {@code info} gets the problems. */
    public FileSystem finish(FileSystemInfo info) {
        return new ArchiveFileSystem(index, reader, info.problems(problems));
    }

    /** The folder at a path, made where it is not there. */
    private int folder(Deque<String> names) throws IOException {
        int folder = Index.ROOT;
        for (String name : names) {
            int child = index.child(folder, name);
            if (child != NameTable.NONE && index.type(child) == FileType.LINK) {
                child = follow(folder, child);
            }
            if (child == NameTable.NONE || index.type(child) != FileType.FOLDER) {
                if (index.child(folder, name) != NameTable.NONE) {
                    problem("'" + Names.printable(name) + "' is something else first, and then a folder.");
                }
                child = index.newNode(FileType.FOLDER, Index.IMPLICIT);
                index.name(folder, name, child);
            }
            folder = child;
        }
        return folder;
    }

    /** The folder that a link in a folder leads to, as when the archive were unpacked; none when it does not. */
    private int follow(int folder, int link) throws IOException {
        String target;
        try {
            target = reader.read(index.place(link)).target();
        } catch (ImageFormatException damaged) {
            return NameTable.NONE;
        }
        int current = target.startsWith("/") ? Index.ROOT : folder;
        StringTokenizer names = new StringTokenizer(target, "/");
        while (names.hasMoreTokens() && current != NameTable.NONE) {
            String name = names.nextToken();
            if (name.equals("..")) {
                // The tree has no way up; what leads there is rare enough to be left alone.
                return NameTable.NONE;
            } else if (!name.equals(".")) {
                current = index.child(current, name);
            }
        }
        return current;
    }

    private Deque<String> names(String path) throws CorruptFileSystemException {
        if (path.indexOf('\0') >= 0) {
            throw new CorruptFileSystemException("archive member", -1, "there is a NUL in its name");
        }
        Deque<String> names = new ArrayDeque<>();
        boolean outside = path.startsWith("/");
        StringTokenizer each = new StringTokenizer(path, "/");
        while (each.hasMoreTokens()) {
            String name = each.nextToken();
            if (name.equals("..")) {
                outside = true;
                names.pollLast();
            } else if (!name.equals(".")) {
                names.add(name);
            }
            if (names.size() > limits.depth()) {
                throw new CorruptFileSystemException(
                        "archive member", -1, "it is deeper than " + limits.depth() + " folders");
            }
        }
        if (outside) {
            problem("'" + Names.printable(path) + "' was brought inside the root.");
        }
        return names;
    }
}
