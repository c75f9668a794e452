package htg.fsimage.squashfs;

import htg.fsimage.volume.CorruptFileSystemException;
import htg.fsimage.volume.Structure;
import htg.fsimage.volume.Volume;
import java.io.IOException;
import java.nio.ByteOrder;

/**
 * Entries of one size in metadata blocks, whose places are in a list.
 *
 * @param what names it in errors
 * @param list where the list is
 * @param count entries
 * @param width bytes of an entry, a power of two
 */
record Table(Volume volume, Metadata metadata, String what, long list, long count, int width) {
    /** The entry with a number. */
    MetadataCursor entry(long number) throws IOException {
        if (list < 0 || number < 0 || number >= count) {
            throw new CorruptFileSystemException(what, list, "it has no entry " + number + " among its " + count);
        }
        int inBlock = Metadata.BLOCK / width;
        Structure pointer =
                Structure.read(volume, what, list + number / inBlock * Long.BYTES, Long.BYTES, ByteOrder.LITTLE_ENDIAN);
        return metadata.at(what, pointer.bits64(0), (int) (number % inBlock) * width);
    }
}
