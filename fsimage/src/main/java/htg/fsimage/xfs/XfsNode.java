package htg.fsimage.xfs;

import htg.fsimage.fs.Attributes;
import htg.fsimage.fs.Content;
import htg.fsimage.fs.Entry;
import htg.fsimage.fs.EntryVisitor;
import htg.fsimage.fs.FileType;
import htg.fsimage.fs.Node;
import htg.fsimage.volume.UnsupportedFormatException;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** A node whose inode is verified. */
final class XfsNode implements Node {
    private final Disk disk;
    private final InodeTable inodes;
    private final Inode inode;
    private final Attributes attributes;

    private XfsNode(Disk disk, InodeTable inodes, Inode inode, Attributes attributes) {
        this.disk = disk;
        this.inodes = inodes;
        this.inode = inode;
        this.attributes = attributes;
    }

    static XfsNode read(Disk disk, InodeTable inodes, long number) throws IOException {
        Inode inode = inodes.read(number);
        return new XfsNode(disk, inodes, inode, inode.attributes());
    }

    private record XfsEntry(XfsNode folder, FolderEntry entry) implements Entry {
        @Override
        public String name() {
            return entry.name();
        }

        @Override
        public FileType type() {
            return entry.type();
        }

        @Override
        public Node node() throws IOException {
            return read(folder.disk, folder.inodes, entry.inode());
        }
    }

    @Override
    public Attributes attributes() {
        return attributes;
    }

    @Override
    public void list(EntryVisitor visitor) throws IOException {
        if (attributes.type() != FileType.FOLDER) {
            Node.super.list(visitor);
        } else {
            new Folder(disk, inode).list(entries -> visit(entries, visitor));
        }
    }

    private boolean visit(List<FolderEntry> entries, EntryVisitor visitor) throws IOException {
        for (FolderEntry entry : entries) {
            if (!visitor.visit(new XfsEntry(this, entry))) {
                return false;
            }
        }
        return true;
    }

    @Override
    public Optional<Node> child(String name) throws IOException {
        if (attributes.type() != FileType.FOLDER) {
            return Node.super.child(name);
        }
        Optional<FolderEntry> entry = new Folder(disk, inode).find(name);
        return entry.isEmpty()
                ? Optional.empty()
                : Optional.of(read(disk, inodes, entry.get().inode()));
    }

    @Override
    public Content open() throws IOException {
        if (attributes.type() != FileType.REGULAR) {
            return Node.super.open();
        } else if (inode.realtime()) {
            throw new UnsupportedFormatException(this + " has its content on the realtime device, which is not read");
        }
        return new FileContent(disk, inode);
    }

    @Override
    public String target() throws IOException {
        return attributes.type() == FileType.LINK ? new SymbolicLink(disk, inode).target() : Node.super.target();
    }

    @Override
    public Map<String, byte[]> extendedAttributes() throws IOException {
        return ExtendedAttributes.of(disk, inode);
    }

    @Override
    public String toString() {
        return "XFS inode " + attributes.id();
    }
}
