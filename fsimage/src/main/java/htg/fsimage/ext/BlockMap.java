package htg.fsimage.ext;

import htg.fsimage.volume.CorruptFileSystemException;
import java.io.IOException;

/** Where the blocks of a file are. Not safe for several threads: it remembers what it read last. */
interface BlockMap {
    /**
     * Where one of a file's blocks is, and those that follow it.
     *
     * @param block counted from the start of the file, less than {@link #reach}
     * @throws CorruptFileSystemException when the map is damaged there
     */
    Run at(long block) throws IOException;

    /** How many blocks a file with such a map can have at most. */
    long reach();

    /** The map that an inode has. */
    static BlockMap of(Disk disk, Inode inode) throws CorruptFileSystemException {
        return inode.hasExtents() ? new ExtentTree(disk, inode) : new IndirectMap(disk, inode);
    }

    /**
     * Blocks that follow each other in a file and on the disk.
     *
     * @param blocks how many, at least one
     * @param place the first of them on the disk; {@link #HOLE} where nothing was ever written
     */
    record Run(long blocks, long place) {
        static final long HOLE = -1;

        static Run hole(long blocks) {
            return new Run(blocks, HOLE);
        }

        boolean isHole() {
            return place == HOLE;
        }

        /** Not more than so many. */
        Run atMost(long count) {
            return count < blocks ? new Run(count, place) : this;
        }
    }
}
