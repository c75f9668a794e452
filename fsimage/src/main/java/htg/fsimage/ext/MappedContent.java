package htg.fsimage.ext;

import htg.fsimage.fs.Content;
import htg.fsimage.volume.CorruptFileSystemException;
import java.io.IOException;
import java.nio.ByteBuffer;

/** The content of a file in blocks. */
final class MappedContent implements Content {
    private static final byte[] ZEROS = new byte[8192];

    private final Disk disk;
    private final BlockMap map;
    private final long size;
    private final int blockSize;

    private MappedContent(Disk disk, BlockMap map, long size) {
        this.disk = disk;
        this.map = map;
        this.size = size;
        this.blockSize = disk.blockSize();
    }

    static MappedContent of(Disk disk, Inode inode) throws CorruptFileSystemException {
        BlockMap map = BlockMap.of(disk, inode);
        inode.fields()
                .require(
                        inode.size() <= map.reach() * disk.blockSize(),
                        "its size of " + inode.size() + " bytes is more than its map can have");
        return new MappedContent(disk, map, inode.size());
    }

    @Override
    public long size() {
        return size;
    }

    @Override
    public int read(long offset, ByteBuffer into) throws IOException {
        int limit = into.limit();
        int start = into.position();
        long end = offset + Math.min(into.remaining(), size - offset);
        long at = offset;
        try {
            while (at < end) {
                BlockMap.Run run = map.at(at / blockSize);
                long within = at % blockSize;
                int count = (int) Math.min(end - at, run.blocks() * blockSize - within);
                into.limit(into.position() + count);
                fill(run, within, into);
                at += count;
            }
        } catch (CorruptFileSystemException damage) {
            // What was read before it is good; who asks for the rest is told.
            if (at == offset) {
                throw damage;
            }
            into.position(start + (int) (at - offset));
        } finally {
            into.limit(limit);
        }
        return (int) (at - offset);
    }

    private void fill(BlockMap.Run run, long within, ByteBuffer into) throws IOException {
        if (!run.isHole()) {
            disk.read(run.place(), within, into);
            return;
        }
        while (into.hasRemaining()) {
            into.put(ZEROS, 0, Math.min(ZEROS.length, into.remaining()));
        }
    }

    @Override
    public Run run(long offset) throws IOException {
        BlockMap.Run run = map.at(offset / blockSize);
        long end = (offset / blockSize + run.blocks()) * blockSize;
        return new Run(Math.min(end, size), run.isHole());
    }
}
