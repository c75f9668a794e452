package htg.fsimage.squashfs;

import htg.fsimage.fs.Attributes;
import htg.fsimage.fs.Content;
import htg.fsimage.squashfs.MetadataCursor.Position;
import htg.fsimage.volume.LimitExceededException;
import java.io.IOException;

/** A file: whole blocks one behind the other, and its last bytes in a block that it shares with others. */
final class SquashFile extends SquashNode {
    static final long NO_FRAGMENT = 0xFFFFFFFFL;

    /**
     * Where its bytes are.
     *
     * @param start of its first block in the volume
     * @param fragment the number of the shared block
     * @param offset where in that block its bytes begin
     * @param sizes where the sizes of its blocks are
     */
    record Layout(long start, long fragment, long offset, Position sizes) {}

    private final Layout layout;

    SquashFile(SquashFileSystem fileSystem, Attributes attributes, long xattrs, Layout layout) {
        super(fileSystem, attributes, xattrs);
        this.layout = layout;
    }

    @Override
    public Content open() throws IOException {
        long size = attributes().size();
        int blockSize = fileSystem.superblock().blockSize();
        long count = size / blockSize;
        if (layout.fragment() == NO_FRAGMENT && size % blockSize > 0) {
            count++;
        }
        if (count > fileSystem.limits().extents()) {
            throw new LimitExceededException(
                    this + " has " + count + " blocks; " + fileSystem.limits().extents() + " are allowed");
        }
        MetadataCursor cursor = fileSystem
                .metadata()
                .at(this + " (blocks)", layout.sizes().place(), layout.sizes().offset());
        return new SquashContent(fileSystem, this, layout, BlockList.read(cursor, (int) count, layout.start()));
    }
}
