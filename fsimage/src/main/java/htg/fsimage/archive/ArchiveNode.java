package htg.fsimage.archive;

import htg.fsimage.fs.Attributes;
import htg.fsimage.fs.Content;
import htg.fsimage.fs.Entry;
import htg.fsimage.fs.EntryVisitor;
import htg.fsimage.fs.FileType;
import htg.fsimage.fs.Node;
import java.io.IOException;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** A member, or a folder that has none of its own. */
final class ArchiveNode implements Node {
    private final ArchiveFileSystem fileSystem;
    private final int number;
    private final @Nullable Member member;
    private final Attributes attributes;

    ArchiveNode(ArchiveFileSystem fileSystem, int number, @Nullable Member member, Attributes attributes) {
        this.fileSystem = fileSystem;
        this.number = number;
        this.member = member;
        this.attributes = attributes;
    }

    @Override
    public Attributes attributes() {
        return attributes;
    }

    @Override
    public void list(EntryVisitor visitor) throws IOException {
        if (attributes.type() != FileType.FOLDER) {
            Node.super.list(visitor);
            return;
        }
        Index index = fileSystem.index();
        for (int at = index.firstEntry(number); at != NameTable.NONE; at = index.nextEntry(at)) {
            if (!visitor.visit(new Named(fileSystem, at))) {
                return;
            }
        }
    }

    @Override
    public Optional<Node> child(String name) throws IOException {
        if (attributes.type() != FileType.FOLDER) {
            return Node.super.child(name);
        }
        int node = fileSystem.index().child(number, name);
        return node == NameTable.NONE ? Optional.empty() : Optional.of(fileSystem.node(node));
    }

    @Override
    public Content open() throws IOException {
        return member != null && attributes.type() == FileType.REGULAR ? member.open() : Node.super.open();
    }

    @Override
    public String target() throws IOException {
        return member != null && attributes.type() == FileType.LINK ? member.target() : Node.super.target();
    }

    @Override
    public Map<String, byte[]> extendedAttributes() throws IOException {
        return member != null ? member.extendedAttributes() : Map.of();
    }

    @Override
    public String toString() {
        return "member " + number + " of the archive";
    }

    private record Named(ArchiveFileSystem fileSystem, int entry) implements Entry {
        @Override
        public String name() {
            return fileSystem.index().name(entry);
        }

        @Override
        public FileType type() {
            return fileSystem.index().type(fileSystem.index().node(entry));
        }

        @Override
        public Node node() throws IOException {
            return fileSystem.node(fileSystem.index().node(entry));
        }
    }
}
