package htg.fsimage.fs;

import java.io.IOException;
import java.nio.file.FileSystemException;
import java.nio.file.FileSystemLoopException;
import java.nio.file.NoSuchFileException;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import java.util.StringTokenizer;

/**
 * Finds nodes by their paths. Symbolic links are followed as if the given root were the only one there is: {@code /} and {@code ..}
 * never lead out of it.
 */
public final class FilePath {
    /** Linux follows no longer one. Names of longer ones would also fill the memory before the limit on links is reached. */
    private static final int LONGEST_TARGET = 4095;

    private final Node root;
    private final Limits limits;
    private final Deque<String> pending = new ArrayDeque<>();
    private final List<Node> above = new ArrayList<>();
    private Node current;
    private int links;

    private FilePath(Node root, String path, Limits limits) {
        this.root = root;
        this.limits = limits;
        this.current = root;
        push(path);
    }

    /** The node at a path, the last link of it followed as well. Empty where there is none. */
    public static Optional<Node> find(Node root, String path, Limits limits) throws IOException {
        return new FilePath(root, path, limits).walk(true);
    }

    /** The node at a path; where that is a symbolic link, the link. Empty where there is none. */
    public static Optional<Node> findLink(Node root, String path, Limits limits) throws IOException {
        return new FilePath(root, path, limits).walk(false);
    }

    /**
     * As {@link #find}.
     *
     * @throws NoSuchFileException when there is none
     */
    public static Node require(Node root, String path, Limits limits) throws IOException {
        return find(root, path, limits).orElseThrow(() -> new NoSuchFileException(path));
    }

    private Optional<Node> walk(boolean followLast) throws IOException {
        while (!pending.isEmpty()) {
            String name = pending.pop();
            if (name.equals("..")) {
                current = above.isEmpty() ? root : above.remove(above.size() - 1);
            } else if (!name.equals(".") && !enter(name, followLast || !pending.isEmpty())) {
                return Optional.empty();
            }
        }
        return Optional.of(current);
    }

    /** Goes to a name in the current folder; false when it is not there. */
    private boolean enter(String name, boolean follow) throws IOException {
        if (current.attributes().type() != FileType.FOLDER) {
            return false;
        }
        Optional<Node> child = current.child(name);
        if (child.isEmpty()) {
            return false;
        }
        if (follow && child.get().attributes().type() == FileType.LINK) {
            if (++links > limits.links()) {
                throw new FileSystemLoopException("more than " + limits.links() + " symbolic links");
            }
            String target = child.get().target();
            if (target.length() > LONGEST_TARGET) {
                throw new FileSystemException(
                        name,
                        null,
                        "is a link to " + target.length() + " characters; no more than " + LONGEST_TARGET
                                + " are followed");
            }
            if (target.startsWith("/")) {
                above.clear();
                current = root;
            }
            push(target);
        } else {
            above.add(current);
            current = child.get();
        }
        return true;
    }

    private void push(String path) {
        List<String> names = new ArrayList<>();
        StringTokenizer words = new StringTokenizer(path, "/");
        while (words.hasMoreTokens()) {
            names.add(words.nextToken());
        }
        for (int i = names.size() - 1; i >= 0; i--) {
            pending.push(names.get(i));
        }
    }
}
