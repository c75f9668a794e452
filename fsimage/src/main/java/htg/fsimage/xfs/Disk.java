package htg.fsimage.xfs;

import htg.fsimage.fs.Limits;
import htg.fsimage.volume.CorruptFileSystemException;
import htg.fsimage.volume.Structure;
import htg.fsimage.volume.Volume;
import java.io.IOException;
import java.nio.ByteOrder;

/** What all readers of one file system share. */
record Disk(Volume volume, Superblock superblock, Limits limits) {
    Geometry geometry() {
        return superblock.geometry();
    }

    boolean checksums() {
        return superblock.features().checksums();
    }

    /** Reads a structure that says nothing of itself, or whose seal the caller verifies. */
    Structure read(String name, long place, int length) throws IOException {
        return Structure.read(volume, name, place, length, ByteOrder.BIG_ENDIAN);
    }

    /**
     * Reads a block of the file system.
     *
     * @param number as it stands in some other structure
     */
    Structure block(String name, long number) throws IOException {
        if (!geometry().has(number, 1)) {
            throw new CorruptFileSystemException(
                    name, -1, "its block number " + Long.toUnsignedString(number) + " is outside the file system");
        }
        return read(name, geometry().place(number), geometry().blockSize());
    }
}
