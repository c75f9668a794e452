package htg.fsimage.ext;

import htg.fsimage.fs.Content;
import htg.fsimage.volume.Names;
import htg.fsimage.volume.Structure;
import htg.fsimage.volume.UnsupportedFormatException;
import java.io.IOException;
import java.nio.ByteBuffer;

/** A symbolic link. */
final class LinkNode extends ExtNode {
    /** No system follows a longer one. */
    private static final int LONGEST = 65_536;

    LinkNode(Disk disk, Inode inode) {
        super(disk, inode);
    }

    @Override
    public String target() throws IOException {
        Inode link = inode();
        if (link.encrypted()) {
            throw new UnsupportedFormatException(link.name() + " is encrypted");
        }
        Structure fields = link.fields();
        fields.require(link.size() > 0 && link.size() <= LONGEST, "it is a link of " + link.size() + " bytes");
        boolean inInode = link.size() < Inode.MAP_LENGTH && !link.hasExtents() && !link.inline();
        byte[] target = inInode ? fields.bytes(Inode.MAP, (int) link.size()) : read(content());
        return Names.decode(target);
    }

    private static byte[] read(Content content) throws IOException {
        ByteBuffer into = ByteBuffer.allocate((int) content.size());
        while (into.hasRemaining()) {
            content.read(into.position(), into);
        }
        return into.array();
    }
}
