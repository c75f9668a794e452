package htg.fsimage.iso;

import htg.fsimage.fs.Limits;
import htg.fsimage.volume.Structure;
import htg.fsimage.volume.Volume;
import java.io.IOException;
import java.nio.ByteOrder;

/**
 * What all of a disc's readers need.
 *
 * @param blockSize bytes of a logical block: 512, 1024 or 2048
 * @param naming whose names its folders have
 * @param skip bytes of each system use area that come before Rock Ridge's
 */
record Disc(Volume volume, int blockSize, Naming naming, int skip, Limits limits) {
    /** Logical sectors have so many bytes, whatever a block has. */
    static final int SECTOR = 2048;

    /** Where a block begins, in bytes. */
    long offset(long block) {
        return block * blockSize;
    }

    Structure read(String name, long offset, int length) throws IOException {
        return Structure.read(volume, name, offset, length, ByteOrder.LITTLE_ENDIAN);
    }
}
