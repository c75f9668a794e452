package htg.fsimage.xfs;

import htg.fsimage.volume.CorruptFileSystemException;
import htg.fsimage.volume.Structure;
import java.util.zip.CRC32C;

/** The CRC32C of a structure ("Metadata Integrity"): over all of it, its own field taken as zeros; the only little-endian number. */
final class Checksum {
    private static final byte[] ZEROS = new byte[Integer.BYTES];

    private Checksum() {}

    /** Throws when the checksum in this field is not that of the structure. */
    static void require(Structure structure, int field) throws CorruptFileSystemException {
        int stored = Integer.reverseBytes(structure.s32(field));
        structure.require(stored == of(structure.bytes(), field), "its checksum is wrong");
    }

    static int of(byte[] bytes, int field) {
        CRC32C sum = new CRC32C();
        sum.update(bytes, 0, field);
        sum.update(ZEROS);
        int after = field + ZEROS.length;
        sum.update(bytes, after, bytes.length - after);
        return (int) sum.getValue();
    }
}
