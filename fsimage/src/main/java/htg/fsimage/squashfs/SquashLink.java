package htg.fsimage.squashfs;

import htg.fsimage.fs.Attributes;
import htg.fsimage.squashfs.MetadataCursor.Position;
import htg.fsimage.volume.Names;
import java.io.IOException;

/** A symbolic link. */
final class SquashLink extends SquashNode {
    static final int LONGEST = 64 << 10;

    private final Position position;

    SquashLink(SquashFileSystem fileSystem, Attributes attributes, long xattrs, Position position) {
        super(fileSystem, attributes, xattrs);
        this.position = position;
    }

    @Override
    public String target() throws IOException {
        MetadataCursor cursor = fileSystem.metadata().at(toString(), position.place(), position.offset());
        return Names.decode(cursor.bytes((int) attributes().size()));
    }
}
