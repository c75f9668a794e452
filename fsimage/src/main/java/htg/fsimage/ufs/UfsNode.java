package htg.fsimage.ufs;

import htg.fsimage.fs.Attributes;
import htg.fsimage.fs.Content;
import htg.fsimage.fs.EntryVisitor;
import htg.fsimage.fs.FileType;
import htg.fsimage.fs.Node;
import htg.fsimage.volume.Names;
import java.io.IOException;
import java.util.Map;

/**
 * An inode seen from outside.
 *
 * @param attributes taken from the inode
 */
record UfsNode(UfsFileSystem fileSystem, Inode inode, Attributes attributes) implements Node {
    @Override
    public void list(EntryVisitor visitor) throws IOException {
        if (attributes.type() != FileType.FOLDER) {
            Node.super.list(visitor);
        }
        new UfsFolder(fileSystem, inode, visitor).list();
    }

    @Override
    public Content open() throws IOException {
        return attributes.type() == FileType.REGULAR ? new UfsContent(fileSystem, inode) : Node.super.open();
    }

    @Override
    public String target() throws IOException {
        if (attributes.type() != FileType.LINK) {
            return Node.super.target();
        }
        long size = attributes.size();
        inode.fields().require(size <= fileSystem.superblock().blockSize(), "a link's target of " + size + " bytes");
        return Names.decode(
                shortTarget()
                        ? inode.fields().bytes(inode.variant().pointersOffset(), (int) size)
                        : new UfsContent(fileSystem, inode).block(0));
    }

    /** 4.4BSD and later say up to which length a target is in the inode; Solaris has just no block then. */
    private boolean shortTarget() throws IOException {
        long size = attributes.size();
        return size <= inode.variant().pointersLength()
                && (size < fileSystem.longestShortTarget() || inode.withoutBlocks());
    }

    @Override
    public Map<String, byte[]> extendedAttributes() throws IOException {
        return inode.variant() == Variant.UFS2 ? ExtendedAttributes.read(fileSystem, inode) : Map.of();
    }

    @Override
    public String toString() {
        return inode.fields().name();
    }
}
