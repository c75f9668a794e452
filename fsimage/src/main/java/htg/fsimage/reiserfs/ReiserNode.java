package htg.fsimage.reiserfs;

import htg.fsimage.fs.Attributes;
import htg.fsimage.fs.Content;
import htg.fsimage.fs.EntryVisitor;
import htg.fsimage.fs.FileType;
import htg.fsimage.fs.Node;
import htg.fsimage.volume.CorruptFileSystemException;
import htg.fsimage.volume.Names;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.Map;
import java.util.Optional;

/**
 * An object seen from outside.
 *
 * @param key of its stat data
 */
record ReiserNode(ReiserFileSystem fileSystem, Key key, StatData stat) implements Node {
    private static final int LONGEST_TARGET = 8192;

    @Override
    public Attributes attributes() {
        return stat.attributes();
    }

    @Override
    public void list(EntryVisitor visitor) throws IOException {
        if (attributes().type() != FileType.FOLDER) {
            Node.super.list(visitor);
        }
        new ReiserFolder(fileSystem, key).list(entry -> hidden(entry.name()) || visitor.visit(entry));
    }

    @Override
    public Optional<Node> child(String name) throws IOException {
        if (attributes().type() != FileType.FOLDER) {
            return Node.super.child(name);
        }
        return hidden(name) ? Optional.empty() : hiddenChild(name).map(found -> found);
    }

    /** A child even where it is not to be seen. */
    Optional<ReiserNode> hiddenChild(String name) throws IOException {
        Optional<Key> found = new ReiserFolder(fileSystem, key).find(name);
        return found.isEmpty() ? Optional.empty() : Optional.of(fileSystem.node(found.get()));
    }

    private boolean hidden(String name) {
        return key.equals(ReiserFileSystem.ROOT) && name.equals(HiddenAttributes.FOLDER);
    }

    @Override
    public Content open() throws IOException {
        return attributes().type() == FileType.REGULAR ? content() : Node.super.open();
    }

    private Content content() {
        return new ReiserContent(fileSystem.tree(), key, attributes().size());
    }

    /** All of it, where it is no longer than allowed. */
    byte[] bytes(int longest) throws IOException {
        long size = attributes().size();
        if (size > longest) {
            throw new CorruptFileSystemException(toString(), -1, "its " + size + " bytes are too many");
        }
        ByteBuffer bytes = ByteBuffer.allocate((int) size);
        Content content = content();
        while (bytes.hasRemaining()) {
            content.read(bytes.position(), bytes);
        }
        return bytes.array();
    }

    /** Linux stores a target with the NUL bytes that fill its item, but counts them only in the first versions. */
    @Override
    public String target() throws IOException {
        if (attributes().type() != FileType.LINK) {
            return Node.super.target();
        }
        byte[] target = bytes(LONGEST_TARGET);
        int length = 0;
        while (length < target.length && target[length] != 0) {
            length++;
        }
        return Names.decode(Arrays.copyOf(target, length));
    }

    @Override
    public Map<String, byte[]> extendedAttributes() throws IOException {
        return fileSystem.hiddenAttributes().of(this);
    }

    @Override
    public String toString() {
        return "ReiserFS object " + key.folder() + " " + key.object();
    }
}
