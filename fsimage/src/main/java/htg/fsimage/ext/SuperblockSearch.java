package htg.fsimage.ext;

import htg.fsimage.volume.CorruptFileSystemException;
import htg.fsimage.volume.ImageFormatException;
import htg.fsimage.volume.Volume;
import java.io.IOException;
import java.util.Optional;

/** Finds the superblock, and where it is damaged one of its copies. */
final class SuperblockSearch {
    /** Where sparse_super has the first copies. */
    private static final int[] GROUPS = {1, 3, 5, 7, 9, 25, 27, 49};
    /** The largest number of blocks, or clusters, that mke2fs gives to a group. */
    private static final long LARGEST_GROUP = 65_528;

    private final Volume volume;

    SuperblockSearch(Volume volume) {
        this.volume = volume;
    }

    /**
     * What was found.
     *
     * @param problem what is wrong with the first one, where this is another; empty where it is sound
     */
    record Found(Superblock superblock, String problem) {}

    /**
     * Looks where mke2fs puts copies.
     *
     * @throws CorruptFileSystemException what is wrong with the first one when there is no copy either
     */
    Found find() throws IOException {
        try {
            return new Found(Superblock.read(volume, Superblock.PLACE), "");
        } catch (CorruptFileSystemException damage) {
            Superblock copy = copy().orElseThrow(() -> damage);
            return new Found(
                    copy,
                    "The superblock is damaged (" + damage.getMessage() + "); its copy in block group " + copy.group()
                            + " is used.");
        }
    }

    private Optional<Superblock> copy() throws IOException {
        for (int group : GROUPS) {
            for (int blockSize = 1024; blockSize <= 65_536; blockSize *= 2) {
                Optional<Superblock> found = copy(group, blockSize);
                if (found.isPresent()) {
                    return found;
                }
            }
        }
        return Optional.empty();
    }

    private Optional<Superblock> copy(int group, int blockSize) throws IOException {
        for (long blocks : groupSizes(blockSize)) {
            for (int firstBlock = 0; firstBlock <= (blockSize == 1024 ? 1 : 0); firstBlock++) {
                Optional<Superblock> found = at((firstBlock + group * blocks) * blockSize, group);
                if (found.isPresent()) {
                    return found;
                }
            }
        }
        return Optional.empty();
    }

    /** How many blocks a group of such a file system may have. */
    private long[] groupSizes(int blockSize) throws IOException {
        long usual = Math.min(8L * blockSize, LARGEST_GROUP);
        // With clusters of 16 blocks, as bigalloc has them unless it is told otherwise; and what the damaged one says.
        return new long[] {usual, usual * 16, Superblock.blocksPerGroup(volume)};
    }

    private Optional<Superblock> at(long place, int group) throws IOException {
        if (place > volume.size() - Superblock.SIZE) {
            return Optional.empty();
        }
        try {
            Superblock found = Superblock.read(volume, place);
            boolean plausible = found.group() == group
                    && found.geometry().start(group) * found.geometry().blockSize() == place
                    && !found.features().has(Feature.JOURNAL_DEV);
            return plausible ? Optional.of(found) : Optional.empty();
        } catch (ImageFormatException noneHere) {
            return Optional.empty();
        }
    }
}
