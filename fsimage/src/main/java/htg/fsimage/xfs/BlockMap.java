package htg.fsimage.xfs;

import htg.fsimage.volume.CorruptFileSystemException;
import java.io.IOException;

/** Where the blocks of a fork are. Not safe for several threads. */
@FunctionalInterface
interface BlockMap {
    /** The part of the fork that a block is in, which may be a hole without an end. */
    Mapping at(long block) throws IOException;

    /** That of an inode's data or attributes. */
    static BlockMap of(Disk disk, Fork fork) throws CorruptFileSystemException {
        return switch (fork.format()) {
            case EXTENTS -> ExtentList.parse(fork.bytes(), 0, fork.extents(), disk.geometry());
            case TREE -> new ExtentTree(disk, fork);
            default -> throw fork.bytes().corrupt("it has no blocks");
        };
    }
}
