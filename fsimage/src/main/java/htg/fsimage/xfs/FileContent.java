package htg.fsimage.xfs;

import htg.fsimage.fs.Content;
import htg.fsimage.volume.CorruptFileSystemException;
import java.io.IOException;
import java.nio.ByteBuffer;

/** The content of a file: its extents, and zeros where there are none and where nothing was written into them. */
final class FileContent implements Content {
    private static final byte[] ZEROS = new byte[4096];

    private final Disk disk;
    private final String name;
    private final BlockMap map;
    private final long size;
    private final int blockSize;

    FileContent(Disk disk, Inode inode) throws IOException {
        this.disk = disk;
        this.name = "XFS content of inode " + inode.number();
        this.map = BlockMap.of(disk, inode.data());
        this.size = inode.size();
        this.blockSize = disk.geometry().blockSize();
    }

    @Override
    public long size() {
        return size;
    }

    @Override
    public int read(long offset, ByteBuffer into) throws IOException {
        Mapping mapping = map.at(offset / blockSize);
        int count = (int) Math.min(into.remaining(), end(mapping) - offset);
        if (mapping.hole()) {
            for (int left = count; left > 0; left -= ZEROS.length) {
                into.put(ZEROS, 0, Math.min(left, ZEROS.length));
            }
        } else {
            long place = mapping.place() + (offset - mapping.first() * blockSize);
            read(place, count, into);
        }
        return count;
    }

    private void read(long place, int count, ByteBuffer into) throws IOException {
        if (place > disk.volume().size() - count) {
            throw new CorruptFileSystemException(name, place, "the volume ends before it");
        }
        int limit = into.limit();
        into.limit(into.position() + count);
        try {
            disk.volume().read(place, into);
        } finally {
            into.limit(limit);
        }
    }

    @Override
    public Run run(long offset) throws IOException {
        Mapping mapping = map.at(offset / blockSize);
        return new Run(end(mapping), mapping.hole());
    }

    /** Where a part ends, in bytes, but no later than the file. */
    private long end(Mapping mapping) {
        return mapping.end() > size / blockSize ? size : mapping.end() * blockSize;
    }
}
