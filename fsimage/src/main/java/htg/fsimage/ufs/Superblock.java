package htg.fsimage.ufs;

import htg.fsimage.volume.CorruptFileSystemException;
import htg.fsimage.volume.Structure;

/**
 * The superblock: 1376 bytes, the same fields for all variants up to the label.
 *
 * @param variant whose it is
 * @param fields its bytes, with the volume's byte order
 * @param blockSize bytes of a block
 * @param fragmentSize bytes of the smallest piece, in which all addresses count
 * @param fragments how many there are
 * @param groups cylinder groups
 * @param fragmentsPerGroup fragments from one group to the next
 * @param inodesPerGroup inodes in each
 */
record Superblock(
        Variant variant,
        Structure fields,
        int blockSize,
        int fragmentSize,
        long fragments,
        long groups,
        long fragmentsPerGroup,
        long inodesPerGroup) {
    /** Bytes that belong to all variants. */
    static final int LENGTH = 1376;

    static final int MAGIC_OFFSET = 1372;
    /** How many bytes its place has at most. */
    static final int LARGEST = 8192;

    private static final int SMALLEST_BLOCK = 4096;
    private static final int LARGEST_BLOCK = 65_536;
    private static final int NEW_INODES = 2;

    /**
     * Takes a superblock apart.
     *
     * @param fields at least {@link #LENGTH} bytes with a magic number that was recognized
     * @param second whether it is the one of UFS2
     */
    static Superblock parse(Structure fields, boolean second) throws CorruptFileSystemException {
        SuperblockHash.verifySuperblock(fields, second);
        int block = fields.s32(48);
        int fragment = fields.s32(52);
        fields.require(block >= SMALLEST_BLOCK && block <= LARGEST_BLOCK, "blocks of " + block + " bytes");
        fields.require(fragment >= 512 && fragment <= block, "fragments of " + fragment + " bytes");
        fields.require(Integer.bitCount(block) == 1 && Integer.bitCount(fragment) == 1, "sizes are no powers of two");
        fields.require(block / fragment <= 8, "a block has " + block / fragment + " fragments");
        Variant variant = second ? Variant.UFS2 : variantOfFirst(fields, block);
        Superblock superblock = new Superblock(
                variant,
                fields,
                block,
                fragment,
                second ? fields.u63(1080, "its size") : fields.u32(36),
                fields.u32(44),
                fields.u32(188),
                fields.u32(184));
        superblock.checkGroups();
        return superblock;
    }

    /** 4.4BSD and Solaris store the block's mask a second time in 64 bits, but not in the same place. */
    private static Variant variantOfFirst(Structure fields, int block) throws CorruptFileSystemException {
        if (fields.bits64(1340) == block - 1) {
            return Variant.SOLARIS;
        }
        return fields.s32(1324) == NEW_INODES ? Variant.BSD : Variant.OLD_BSD;
    }

    private void checkGroups() throws CorruptFileSystemException {
        fields.require(fragments > 0 && fragments <= Long.MAX_VALUE / 4 / fragmentSize, fragments + " fragments");
        fields.require(groups > 0 && groups <= Integer.MAX_VALUE, groups + " cylinder groups");
        fields.require(
                fragmentsPerGroup > 0 && fragmentsPerGroup <= Integer.MAX_VALUE,
                fragmentsPerGroup + " fragments in a cylinder group");
        fields.require((groups - 1) * fragmentsPerGroup < fragments, "its cylinder groups are more than its size");
        long room = fragmentsPerGroup * fragmentSize / variant.inodeSize();
        fields.require(inodesPerGroup > 0 && inodesPerGroup <= room, inodesPerGroup + " inodes in a cylinder group");
    }

    int fragmentsPerBlock() {
        return blockSize / fragmentSize;
    }

    /** Pointers that fit into an indirect block. */
    int pointersPerBlock() {
        return blockSize / variant.pointerSize();
    }

    /** Bytes that the pointers of an inode can lead to. */
    long largestFile() {
        long pointers = pointersPerBlock();
        return (Variant.DIRECT + pointers + pointers * pointers + pointers * pointers * pointers) * blockSize;
    }

    /** How many inodes there are; the first two are none. */
    long inodes() {
        return groups * inodesPerGroup;
    }

    /** Where an inode begins, in bytes from the start of the volume. */
    long inodePlace(long inode) throws CorruptFileSystemException {
        fields.require(inode >= 2 && inode < inodes(), "it has no inode " + inode);
        long group = inode / inodesPerGroup;
        long table = groupStart(group) + fields.u32(16);
        fields.require(table < fragments, "the inodes of cylinder group " + group + " leave it");
        return table * fragmentSize + inode % inodesPerGroup * variant.inodeSize();
    }

    /** The first fragment of a group's own structures; UFS1 moves them from one group to the next so that no one platter has all. */
    private long groupStart(long group) throws CorruptFileSystemException {
        long base = group * fragmentsPerGroup;
        return variant == Variant.UFS2 ? base : base + fields.u32(24) * (group & ~fields.u32(28) & 0xFFFF_FFFFL);
    }

    /** Where a copy of the superblock lies in the second cylinder group, in bytes. */
    long copyPlace() throws CorruptFileSystemException {
        return (groupStart(1) + fields.u32(8)) * fragmentSize;
    }
}
