package htg.fsimage.btrfs;

import htg.fsimage.fs.Attributes;
import htg.fsimage.fs.Content;
import htg.fsimage.fs.EntryVisitor;
import htg.fsimage.fs.FileType;
import htg.fsimage.fs.Node;
import htg.fsimage.volume.Names;
import htg.fsimage.volume.Structure;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.FileSystemException;
import java.nio.file.NotDirectoryException;
import java.nio.file.NotLinkException;
import java.util.Map;
import java.util.Optional;

/** An inode. */
record BtrfsNode(Subvolume subvolume, Inode inode) implements Node {
    private static final int LONGEST_TARGET = 65_536;

    @Override
    public Attributes attributes() {
        return inode.attributes();
    }

    private boolean is(FileType type) {
        return attributes().type() == type;
    }

    @Override
    public void list(EntryVisitor visitor) throws IOException {
        requireFolder();
        Tree.Cursor cursor = subvolume.root().tree().ceiling(new Key(inode.number(), Key.DIR_INDEX, 0));
        boolean more = true;
        while (more && cursor.isOf(inode.number(), Key.DIR_INDEX)) {
            for (NamedItem item : NamedItem.parse(cursor.item("btrfs directory index"))) {
                Optional<String> name = item.name();
                if (name.isEmpty()) {
                    subvolume.fileSystem().problems().note("A name in " + this + " was left out: no file can have it.");
                } else if (!visitor.visit(new BtrfsEntry(subvolume, inode, item, name.get()))) {
                    return;
                }
            }
            more = cursor.next();
        }
    }

    private void requireFolder() throws NotDirectoryException {
        if (!is(FileType.FOLDER)) {
            throw new NotDirectoryException(toString());
        }
    }

    @Override
    public Optional<Node> child(String name) throws IOException {
        requireFolder();
        Optional<NamedItem> item = subvolume.find(inode.number(), Names.encode(name));
        if (item.isEmpty() || item.get().name().isEmpty()) {
            return Optional.empty();
        }
        return Optional.of(new BtrfsEntry(subvolume, inode, item.get(), name).node());
    }

    @Override
    public Content open() throws IOException {
        if (!is(FileType.REGULAR)) {
            throw new FileSystemException(toString(), null, "is no file");
        }
        return new BtrfsContent(subvolume, inode);
    }

    @Override
    public String target() throws IOException {
        if (!is(FileType.LINK)) {
            throw new NotLinkException(toString());
        }
        long size = attributes().size();
        Structure.of("btrfs link " + inode.number(), -1, new byte[0], java.nio.ByteOrder.LITTLE_ENDIAN)
                .require(size <= LONGEST_TARGET, "its target has " + size + " bytes");
        ByteBuffer target = ByteBuffer.allocate((int) size);
        Content content = new BtrfsContent(subvolume, inode);
        while (target.hasRemaining()) {
            content.read(target.position(), target);
        }
        return Names.decode(target.array());
    }

    @Override
    public Map<String, byte[]> extendedAttributes() throws IOException {
        return subvolume.extendedAttributes(
                inode.number(), subvolume.fileSystem().limits());
    }

    @Override
    public String toString() {
        return "btrfs inode " + Long.toUnsignedString(inode.number()) + " of subvolume " + subvolume.id();
    }
}
