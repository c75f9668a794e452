package htg.fsimage.nio;

import htg.fsimage.fs.FileType;
import htg.fsimage.fs.Node;
import java.io.IOException;
import java.nio.file.FileSystemLoopException;
import java.nio.file.NoSuchFileException;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import java.util.StringTokenizer;

/** Takes the symbolic links out of a path. */
final class RealPath {
    private final ImageFileSystem fileSystem;
    private final Deque<String> pending = new ArrayDeque<>();
    private final List<String> names = new ArrayList<>();
    private final List<Node> nodes = new ArrayList<>();
    private int links;

    RealPath(ImageFileSystem fileSystem) {
        this.fileSystem = fileSystem;
    }

    /**
     * The names of a path without links.
     *
     * @param followLast whether the last name is followed as well where it is a link
     * @throws NoSuchFileException when there is nothing
     */
    List<String> names(String path, boolean followLast) throws IOException {
        push(path);
        while (!pending.isEmpty()) {
            String name = pending.pop();
            if (name.equals("..")) {
                up();
            } else if (!name.equals(".")) {
                enter(name, path, followLast || !pending.isEmpty());
            }
        }
        return names;
    }

    private void up() {
        if (!names.isEmpty()) {
            names.remove(names.size() - 1);
            nodes.remove(nodes.size() - 1);
        }
    }

    private void enter(String name, String path, boolean follow) throws IOException {
        Node folder = nodes.isEmpty() ? fileSystem.rootNode() : nodes.get(nodes.size() - 1);
        Optional<Node> child = folder.attributes().type() == FileType.FOLDER ? folder.child(name) : Optional.empty();
        Node node = child.orElseThrow(() -> new NoSuchFileException(path));
        if (!follow || node.attributes().type() != FileType.LINK) {
            names.add(name);
            nodes.add(node);
            return;
        }
        if (++links > fileSystem.limits().links()) {
            throw new FileSystemLoopException(path);
        }
        String target = node.target();
        if (target.startsWith("/")) {
            names.clear();
            nodes.clear();
        }
        push(target);
    }

    private void push(String path) {
        List<String> parts = new ArrayList<>();
        StringTokenizer each = new StringTokenizer(path, "/");
        while (each.hasMoreTokens()) {
            parts.add(each.nextToken());
        }
        for (int i = parts.size() - 1; i >= 0; i--) {
            pending.push(parts.get(i));
        }
    }
}
