package htg.fsimage.ufs;

import htg.fsimage.volume.CorruptFileSystemException;
import htg.fsimage.volume.Structure;
import java.util.zip.CRC32C;

/**
 * The check hashes of FreeBSD 12 and later: CRC-32C that is not inverted at its end, the hash's own four bytes taken for zeros. Other
 * systems clear the flag that says that they are kept.
 */
final class SuperblockHash {
    private static final int FLAGS = 1312;
    private static final int KINDS = 1308;
    private static final int HASH = 1304;
    private static final int SIZE = 104;
    private static final long KEPT = 0x200;
    private static final int OF_SUPERBLOCK = 1;
    private static final int OF_INODES = 4;

    private SuperblockHash() {}

    /** Throws unless the hash of a superblock is right, or not kept; {@code second} for UFS2. */
    static void verifySuperblock(Structure superblock, boolean second) throws CorruptFileSystemException {
        if (keeps(superblock, OF_SUPERBLOCK) && (second || flagsMoved(superblock))) {
            int size = superblock.s32(SIZE);
            superblock.require(
                    size >= Superblock.LENGTH && size <= superblock.length(),
                    "its check hash is of " + size + " bytes");
            verify(superblock, size, HASH);
        }
    }

    /** Whether inodes have hashes; to be asked of UFS2 only. */
    static boolean ofInodes(Structure superblock) throws CorruptFileSystemException {
        return keeps(superblock, OF_INODES);
    }

    /** Throws unless the hash at an offset is that of the first bytes. */
    static void verify(Structure structure, int size, int offset) throws CorruptFileSystemException {
        CRC32C crc = new CRC32C();
        crc.update(structure.bytes(0, offset));
        crc.update(new byte[4]);
        crc.update(structure.bytes(offset + 4, size - offset - 4));
        structure.require((~crc.getValue() & 0xFFFF_FFFFL) == structure.u32(offset), "its check hash is wrong");
    }

    private static boolean keeps(Structure superblock, int kind) throws CorruptFileSystemException {
        return (superblock.u32(FLAGS) & KEPT) != 0 && (superblock.s32(KINDS) & kind) != 0;
    }

    /** UFS1 has these flags only where an older one says that they moved here. */
    private static boolean flagsMoved(Structure superblock) throws CorruptFileSystemException {
        return (superblock.u8(211) & 0x80) != 0;
    }
}
