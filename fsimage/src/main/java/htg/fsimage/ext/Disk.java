package htg.fsimage.ext;

import htg.fsimage.fs.Limits;
import htg.fsimage.volume.CorruptFileSystemException;
import htg.fsimage.volume.Structure;
import htg.fsimage.volume.Volume;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/** The blocks of a file system and the structures in them. Safe for several threads at once. */
final class Disk {
    /** More than these are not remembered. */
    private static final int MOST_PROBLEMS = 100;

    private final Volume volume;
    private final Superblock superblock;
    private final Limits limits;
    private final MetadataCache cache;
    private final int checksumSeed;
    private final Set<String> problems = new LinkedHashSet<>();

    Disk(Volume volume, Superblock superblock, Limits limits) throws CorruptFileSystemException {
        this.volume = volume;
        this.superblock = superblock;
        this.limits = limits;
        this.cache = new MetadataCache(volume, limits.memory() / 4);
        this.checksumSeed = superblock.checksumSeed();
    }

    Volume volume() {
        return volume;
    }

    Superblock superblock() {
        return superblock;
    }

    Geometry geometry() {
        return superblock.geometry();
    }

    int blockSize() {
        return superblock.geometry().blockSize();
    }

    Limits limits() {
        return limits;
    }

    boolean has(Feature feature) {
        return superblock.features().has(feature);
    }

    /** A new checksum, as all of the file system's metadata begin theirs. */
    RawCrc32c checksum() {
        return RawCrc32c.from(checksumSeed);
    }

    /** A structure anywhere. */
    Structure structure(String name, long place, int length) throws IOException {
        return Structure.of(name, place, cache.read(name, place, length), ByteOrder.LITTLE_ENDIAN);
    }

    /** A whole block of metadata; {@code of} names who refers to it. */
    Structure block(String name, long number, String of) throws IOException {
        requireBlocks(number, 1, of);
        return structure(name + " " + number + " of " + of, number * blockSize(), blockSize());
    }

    /** Throws unless these blocks are in the file system. */
    void requireBlocks(long first, long count, String of) throws CorruptFileSystemException {
        Geometry geometry = geometry();
        if (first < Math.max(1, geometry.firstDataBlock()) || count < 0 || first > geometry.blocks() - count) {
            throw new CorruptFileSystemException(
                    of,
                    -1,
                    "it refers to " + count + " blocks from block " + first + " on; there are " + geometry.blocks());
        }
    }

    /** Fills a buffer with what a block holds from {@code offset} on, and the blocks that follow it. */
    void read(long block, long offset, ByteBuffer into) throws IOException {
        long place = block * blockSize() + offset;
        if (place > volume.size() - into.remaining()) {
            throw new CorruptFileSystemException(
                    "ext block " + block,
                    block * blockSize(),
                    "it is not in the volume of " + volume.size() + " bytes");
        }
        volume.read(place, into);
    }

    /** Remembers something that did not hinder. */
    void note(String problem) {
        synchronized (problems) {
            if (problems.size() < MOST_PROBLEMS) {
                problems.add(problem);
            }
        }
    }

    List<String> problems() {
        synchronized (problems) {
            return new ArrayList<>(problems);
        }
    }
}
