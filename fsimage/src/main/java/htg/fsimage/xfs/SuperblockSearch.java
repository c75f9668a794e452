package htg.fsimage.xfs;

import htg.fsimage.volume.CorruptFileSystemException;
import htg.fsimage.volume.ImageFormatException;
import htg.fsimage.volume.Volume;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.LinkedHashSet;
import java.util.Optional;
import java.util.Set;

/**
 * Finds a superblock that can be believed: the first one, or, where that is damaged, a copy at the start of another allocation group.
 * Where these are is known only from the superblock; what is left of the first one, the free space header next to it and the size of
 * the volume give hints, and a copy must confirm them.
 */
final class SuperblockSearch {
    private static final int FREE_SPACE_MAGIC = 0x58414746;
    private static final int SMALLEST = 512;
    private static final int LARGEST = 65_536;
    private static final int USUAL_BLOCK = 4096;
    /** More groups than mkfs.xfs makes unless it is told to. */
    private static final int MOST_GUESSED = 32;
    /** How many copies are tried, besides the two that mkfs.xfs completes. */
    private static final int MOST_COPIES = 16;

    private final Volume volume;

    private SuperblockSearch(Volume volume) {
        this.volume = volume;
    }

    /**
     * What was found.
     *
     * @param damaged whether it is a copy, since the first one is damaged
     */
    record Found(Superblock superblock, boolean damaged) {}

    /** Searches a volume; the error is that of the first superblock. */
    static Found in(Volume volume) throws IOException {
        try {
            Superblock first = Superblock.read(volume, 0);
            if (first.unfinished()) {
                throw new CorruptFileSystemException("XFS superblock", 0, "the file system was never finished");
            }
            return new Found(first, false);
        } catch (CorruptFileSystemException damaged) {
            return new SuperblockSearch(volume)
                    .copy()
                    .map(copy -> new Found(copy, true))
                    .orElseThrow(() -> damaged);
        }
    }

    private Optional<Superblock> copy() throws IOException {
        for (long length : groupLengths()) {
            Optional<Superblock> second = at(length, 1);
            if (second.isPresent()) {
                return best(second.get());
            }
        }
        return Optional.empty();
    }

    /** Lengths that a group may have, in bytes. */
    private Set<Long> groupLengths() throws IOException {
        ByteBuffer start = ByteBuffer.wrap(volume.read(0, (int) Math.min(volume.size(), LARGEST)));
        Set<Long> lengths = new LinkedHashSet<>();
        if (start.capacity() >= SMALLEST) {
            lengths.add(Integer.toUnsignedLong(start.getInt(4)) * Integer.toUnsignedLong(start.getInt(84)));
        }
        for (int sector = SMALLEST; sector + SMALLEST <= start.capacity(); sector *= 2) {
            if (start.getInt(sector) == FREE_SPACE_MAGIC) {
                long blocks = Integer.toUnsignedLong(start.getInt(sector + 12));
                for (int block = SMALLEST; block <= LARGEST; block *= 2) {
                    lengths.add(blocks * block);
                }
            }
        }
        long blocks = volume.size() / USUAL_BLOCK;
        for (int groups = 2; groups <= MOST_GUESSED; groups++) {
            lengths.add((blocks + groups - 1) / groups * USUAL_BLOCK);
        }
        return lengths;
    }

    /** The copy in a group, if there is one and it agrees on how long groups are. */
    private Optional<Superblock> at(long length, long group) throws IOException {
        if (length <= 0 || length > volume.size() / group) {
            return Optional.empty();
        }
        try {
            return Optional.of(Superblock.read(volume, length * group))
                    .filter(copy -> copy.geometry().groupPlace(1) == length);
        } catch (ImageFormatException none) {
            return Optional.empty();
        }
    }

    /** Not all copies say where the root folder is: of those that mkfs.xfs makes, only the last and the middle one. */
    private Optional<Superblock> best(Superblock second) throws IOException {
        long length = second.geometry().groupPlace(1);
        long groups = second.geometry().groups();
        Set<Long> order = new LinkedHashSet<>();
        order.add(groups - 1);
        order.add(groups / 2);
        for (long group = 1; group < Math.min(groups, MOST_COPIES); group++) {
            order.add(group);
        }
        for (long group : order) {
            Optional<Superblock> copy = group > 0 ? at(length, group) : Optional.empty();
            if (copy.isPresent() && copy.get().geometry().hasInode(copy.get().root())) {
                return copy;
            }
        }
        return Optional.empty();
    }
}
