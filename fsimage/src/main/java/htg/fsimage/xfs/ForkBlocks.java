package htg.fsimage.xfs;

import htg.fsimage.volume.CorruptFileSystemException;
import htg.fsimage.volume.Structure;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;

/** The blocks of a fork by their numbers in it. Not safe for several threads. */
final class ForkBlocks {
    private final Disk disk;
    private final Fork fork;
    private final BlockMap map;

    ForkBlocks(Disk disk, Fork fork) throws CorruptFileSystemException {
        this.disk = disk;
        this.fork = fork;
        this.map = BlockMap.of(disk, fork);
    }

    /** The part of the fork that a block is in. */
    Mapping at(long block) throws IOException {
        return map.at(block);
    }

    /** Reads a structure of several blocks, which need not follow each other on the disk, and verifies its seal. */
    Structure read(String what, long block, int count, Seal seal) throws IOException {
        Structure structure = read(what, block, count);
        seal.verify(structure, disk.superblock(), fork.inode());
        return structure;
    }

    /** As {@link #read(String, long, int, Seal)}, of blocks without a seal. */
    Structure read(String what, long block, int count) throws IOException {
        int size = disk.geometry().blockSize();
        String name = "XFS " + what + " " + block + " of inode " + fork.inode();
        byte[] bytes = disk.limits().allocate((long) count * size, name);
        long place = -1;
        for (int i = 0; i < count; ) {
            Mapping mapping = map.at(block + i);
            if (mapping.hole()) {
                throw new CorruptFileSystemException(name, place, "it is a hole");
            }
            int run = (int) Math.min(count - i, mapping.end() - block - i);
            long at = mapping.place() + (block + i - mapping.first()) * size;
            read(name, at, ByteBuffer.wrap(bytes, i * size, run * size));
            place = i == 0 ? at : place;
            i += run;
        }
        return Structure.of(name, place, bytes, ByteOrder.BIG_ENDIAN);
    }

    private void read(String name, long at, ByteBuffer into) throws IOException {
        if (at > disk.volume().size() - into.remaining()) {
            throw new CorruptFileSystemException(name, at, "the volume ends before it");
        }
        disk.volume().read(at, into);
    }
}
