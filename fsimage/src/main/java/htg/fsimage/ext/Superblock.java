package htg.fsimage.ext;

import htg.fsimage.volume.CorruptFileSystemException;
import htg.fsimage.volume.Structure;
import htg.fsimage.volume.UnsupportedFormatException;
import htg.fsimage.volume.Volume;
import java.io.IOException;
import java.nio.ByteOrder;

/**
 * A superblock (ext4 documentation, "Super Block"), checked as far as it can be by itself.
 *
 * @param fields its 1024 bytes
 * @param group the group it is a copy in; 0 for the first and true one
 */
record Superblock(Structure fields, Features features, Geometry geometry, long group) {
    static final int SIZE = 1024;
    /** Where the first one is. */
    static final int PLACE = 1024;

    private static final int MAGIC = 0xEF53;
    private static final int CHECKSUM = 0x3FC;
    private static final int CRC32C = 1;
    private static final int HURD = 1;
    private static final int FLAGS = 0x160;
    private static final int SIGNED_HASH = 1;
    private static final int UNSIGNED_HASH = 2;

    /** Reads the one at a place; whether its features can be read is not asked here. */
    static Superblock read(Volume volume, long place) throws IOException {
        return of(Structure.read(volume, "ext superblock", place, SIZE, ByteOrder.LITTLE_ENDIAN));
    }

    static Superblock of(Structure fields) throws CorruptFileSystemException {
        fields.require(hasMagic(fields), "it has no magic number");
        long revision = fields.u32(0x4C);
        Features features = revision == 0 ? Features.none() : Features.of(fields);
        if (features.has(Feature.METADATA_CSUM)) {
            int sum = RawCrc32c.from(-1).add(fields.bytes(), 0, CHECKSUM).value();
            fields.require(sum == fields.s32(CHECKSUM), "its checksum is wrong");
        }
        if (features.has(Feature.JOURNAL_DEV)) {
            return new Superblock(fields, features, new Geometry(1024, 1024, 1, 0, 1, 1, 1, 128, 32), 0);
        }
        return new Superblock(fields, features, Geometry.of(fields, features, revision), fields.u16(0x5A));
    }

    /** What the first superblock says of the size of groups, however damaged it may be. */
    static long blocksPerGroup(Volume volume) throws IOException {
        return Structure.read(volume, "ext superblock", PLACE, SIZE, ByteOrder.LITTLE_ENDIAN)
                .u32(0x20);
    }

    static boolean hasMagic(Structure fields) throws CorruptFileSystemException {
        return fields.u16(0x38) == MAGIC;
    }

    /** Throws when the files would be misread. */
    void requireReadable() throws IOException {
        features.requireReadable();
        if (features.has(Feature.METADATA_CSUM) && fields.u8(0x175) != CRC32C) {
            throw new UnsupportedFormatException(
                    "the ext file system has checksums of the unknown kind " + fields.u8(0x175));
        }
    }

    /** What all checksums but its own begin with. */
    int checksumSeed() throws CorruptFileSystemException {
        return features.has(Feature.METADATA_CSUM_SEED)
                ? fields.s32(0x270)
                : RawCrc32c.from(-1).add(fields.bytes(0x68, 16)).value();
    }

    /** Whether GNU/Hurd made it, which keeps other things in some fields of an inode. */
    boolean fromHurd() throws CorruptFileSystemException {
        return fields.u32(0x48) == HURD;
    }

    /** What the hashes of names begin with: four words. */
    int[] hashSeed() throws CorruptFileSystemException {
        int[] seed = new int[4];
        int any = 0;
        for (int i = 0; i < seed.length; i++) {
            seed[i] = fields.s32(0xEC + 4 * i);
            any |= seed[i];
        }
        return any == 0 ? new int[] {0x67452301, 0xEFCDAB89, 0x98BADCFE, 0x10325476} : seed;
    }

    /** Whether bytes beyond ASCII are negative in the hashes of names, as on the machine that made the first of them. */
    boolean hashesSigned() throws CorruptFileSystemException {
        return (fields.u32(FLAGS) & UNSIGNED_HASH) == 0;
    }

    /** Whether it says so. */
    boolean tellsSign() throws CorruptFileSystemException {
        return (fields.u32(FLAGS) & (SIGNED_HASH | UNSIGNED_HASH)) != 0;
    }

    /** Whether a group has copies of the superblock and of the descriptors. */
    boolean inGroup(long number) throws CorruptFileSystemException {
        if (number == 0) {
            return true;
        } else if (features.has(Feature.SPARSE_SUPER2)) {
            return number == fields.u32(0x24C) || number == fields.u32(0x250);
        }
        return number == 1
                || !features.has(Feature.SPARSE_SUPER)
                || power(number, 3)
                || power(number, 5)
                || power(number, 7);
    }

    private static boolean power(long number, int base) {
        long rest = number;
        while (rest % base == 0) {
            rest /= base;
        }
        return rest == 1;
    }
}
