package htg.fsimage.testkit;

import htg.fsimage.fs.Attributes;
import htg.fsimage.fs.Content;
import htg.fsimage.fs.Entry;
import htg.fsimage.fs.EntryVisitor;
import htg.fsimage.fs.FileSystem;
import htg.fsimage.fs.FileSystemInfo;
import htg.fsimage.fs.FileType;
import htg.fsimage.fs.Node;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.NotDirectoryException;
import java.util.List;
import java.util.Map;
import java.util.StringTokenizer;
import java.util.TreeMap;
import java.util.concurrent.atomic.AtomicLong;

/** A file system that exists only for tests: folders appear with the files that are put into them. */
public final class MemoryTree implements FileSystem {
    private static final AtomicLong NUMBERS = new AtomicLong(1);

    private final TreeNode root = new TreeNode(FileType.FOLDER, new byte[0]);
    private FileSystemInfo info = FileSystemInfo.of("ext4", "", "", 1 << 20, -1);
    private List<String> systemRoots = List.of("/");

    /** With a label and a UUID. */
    public MemoryTree named(String type, String label, String uuid) {
        info = FileSystemInfo.of(type, label, uuid, 1 << 20, -1);
        return this;
    }

    public MemoryTree systemRoots(String... paths) {
        systemRoots = List.of(paths);
        return this;
    }

    public MemoryTree file(String path, String text) {
        return file(path, text.getBytes(StandardCharsets.UTF_8));
    }

    public MemoryTree file(String path, byte[] bytes) {
        return put(path, new TreeNode(FileType.REGULAR, bytes));
    }

    public MemoryTree link(String path, String target) {
        return put(path, new TreeNode(FileType.LINK, target.getBytes(StandardCharsets.UTF_8)));
    }

    public MemoryTree folder(String path) {
        return put(path, new TreeNode(FileType.FOLDER, new byte[0]));
    }

    private MemoryTree put(String path, TreeNode node) {
        int slash = path.lastIndexOf('/');
        TreeNode folder = root;
        StringTokenizer names = new StringTokenizer(path.substring(0, slash), "/");
        while (names.hasMoreTokens()) {
            folder = folder.children.computeIfAbsent(
                    names.nextToken(), name -> new TreeNode(FileType.FOLDER, new byte[0]));
        }
        folder.children.put(path.substring(slash + 1), node);
        return this;
    }

    @Override
    public FileSystemInfo info() {
        return info;
    }

    @Override
    public Node root() {
        return root;
    }

    @Override
    public List<String> systemRoots() {
        return systemRoots;
    }

    private static final class TreeNode implements Node {
        private final Map<String, TreeNode> children = new TreeMap<>();
        private final Attributes attributes;
        private final byte[] bytes;

        TreeNode(FileType type, byte[] bytes) {
            this.attributes = Attributes.of(type, NUMBERS.getAndIncrement(), bytes.length);
            this.bytes = bytes;
        }

        @Override
        public Attributes attributes() {
            return attributes;
        }

        @Override
        public void list(EntryVisitor visitor) throws IOException {
            if (attributes.type() != FileType.FOLDER) {
                throw new NotDirectoryException("no folder");
            }
            for (Map.Entry<String, TreeNode> child : children.entrySet()) {
                if (!visitor.visit(new TreeEntry(child.getKey(), child.getValue()))) {
                    return;
                }
            }
        }

        @Override
        public String target() {
            return new String(bytes, StandardCharsets.UTF_8);
        }

        @Override
        public Content open() {
            return new ArrayContent(bytes);
        }
    }

    private record TreeEntry(String name, Node node) implements Entry {
        @Override
        public FileType type() {
            return node.attributes().type();
        }
    }

    /** A content over an array, in pieces of at most 64 KiB, so that callers that expect all at once fail. */
    private static final class ArrayContent implements Content {
        private final byte[] bytes;

        ArrayContent(byte[] bytes) {
            this.bytes = bytes;
        }

        @Override
        public long size() {
            return bytes.length;
        }

        @Override
        public int read(long offset, ByteBuffer into) {
            int count = Math.min(Math.min(into.remaining(), 64 << 10), bytes.length - (int) offset);
            into.put(bytes, (int) offset, count);
            return count;
        }
    }
}
