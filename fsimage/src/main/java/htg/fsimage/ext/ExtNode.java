package htg.fsimage.ext;

import htg.fsimage.fs.Attributes;
import htg.fsimage.fs.Content;
import htg.fsimage.fs.FileType;
import htg.fsimage.fs.Node;
import htg.fsimage.volume.UnsupportedFormatException;
import java.io.IOException;
import java.util.Map;

/** A file or device, and what all nodes have. */
class ExtNode implements Node {
    private final Disk disk;
    private final Inode inode;

    ExtNode(Disk disk, Inode inode) {
        this.disk = disk;
        this.inode = inode;
    }

    Disk disk() {
        return disk;
    }

    Inode inode() {
        return inode;
    }

    @Override
    public Attributes attributes() {
        return inode.attributes();
    }

    @Override
    public Content open() throws IOException {
        return inode.type() == FileType.REGULAR ? content() : Node.super.open();
    }

    /** The bytes of a file, or of a link that is too long for its inode. */
    Content content() throws IOException {
        if (inode.encrypted()) {
            throw new UnsupportedFormatException(inode.name() + " is encrypted");
        }
        return inode.inline()
                ? new InlineContent(new ExtendedAttributes(disk, inode).inlineContent(), inode.size())
                : MappedContent.of(disk, inode);
    }

    @Override
    public Map<String, byte[]> extendedAttributes() throws IOException {
        return new ExtendedAttributes(disk, inode).all();
    }

    @Override
    public String toString() {
        return inode.name();
    }
}
