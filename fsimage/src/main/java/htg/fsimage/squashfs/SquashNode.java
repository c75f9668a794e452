package htg.fsimage.squashfs;

import htg.fsimage.fs.Attributes;
import htg.fsimage.fs.Node;
import java.io.IOException;
import java.util.Map;

/** A node that has no content: a device, pipe or socket. What has one is a subclass. */
class SquashNode implements Node {
    final SquashFileSystem fileSystem;
    private final Attributes attributes;
    private final long xattrs;

    SquashNode(SquashFileSystem fileSystem, Attributes attributes, long xattrs) {
        this.fileSystem = fileSystem;
        this.attributes = attributes;
        this.xattrs = xattrs;
    }

    @Override
    public final Attributes attributes() {
        return attributes;
    }

    @Override
    public final Map<String, byte[]> extendedAttributes() throws IOException {
        return fileSystem.xattrs().read(xattrs);
    }

    @Override
    public final String toString() {
        return "squashfs inode " + attributes.id();
    }
}
