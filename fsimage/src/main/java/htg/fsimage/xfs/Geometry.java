package htg.fsimage.xfs;

import htg.fsimage.volume.CorruptFileSystemException;
import htg.fsimage.volume.Structure;

/**
 * How the blocks of a file system are numbered ("Allocation Groups", "Inode Numbers"). A block number consists of the number of its
 * allocation group and, in the lower bits, the block in the group; an inode number has the place in the block below these.
 *
 * @param blockSize bytes, a power of two from 512 to 65,536
 * @param blocks of the whole file system
 * @param groupBlocks blocks of an allocation group; the last one may have fewer
 * @param groups number of allocation groups
 * @param groupBits bits of a block number for the block in its group
 * @param inodeSize bytes, a power of two from 256 to 2048
 * @param inodeBits bits of an inode number for the place in its block
 * @param folderBlockSize bytes of a block of a folder, a multiple of {@code blockSize} up to 65,536
 * @param sectorSize bytes, a power of two from 512 to 32,768
 */
record Geometry(
        int blockSize,
        long blocks,
        long groupBlocks,
        long groups,
        int groupBits,
        int inodeSize,
        int inodeBits,
        int folderBlockSize,
        int sectorSize) {
    /** Fewer have never been made. */
    private static final int LEAST_GROUP = 64;

    private static final int LARGEST_BLOCK = 65_536;

    /** Takes the numbers from a superblock, and compares those that say the same twice. */
    static Geometry parse(Structure superblock) throws CorruptFileSystemException {
        Geometry geometry = new Geometry(
                powerOfTwo(superblock, superblock.u32(4), superblock.u8(120), LARGEST_BLOCK, "block"),
                superblock.u63(8, "the number of blocks"),
                superblock.u32(84),
                superblock.u32(88),
                superblock.u8(124),
                powerOfTwo(superblock, superblock.u16(104), superblock.u8(122), 2048, "inode"),
                superblock.u8(123),
                folderBlockSize(superblock),
                powerOfTwo(superblock, superblock.u16(102), superblock.u8(121), 32_768, "sector"));
        geometry.requireSound(superblock);
        return geometry;
    }

    private static int powerOfTwo(Structure superblock, long size, int bits, int largest, String what)
            throws CorruptFileSystemException {
        superblock.require(
                size >= 256 && size <= largest && bits <= 16 && 1L << bits == size,
                "the size of a " + what + " is " + size + " and 2^" + bits);
        return (int) size;
    }

    private static int folderBlockSize(Structure superblock) throws CorruptFileSystemException {
        int bits = superblock.u8(120) + superblock.u8(192);
        superblock.require(bits <= 16, "the size of a block of a folder is 2^" + bits);
        return 1 << bits;
    }

    private void requireSound(Structure superblock) throws CorruptFileSystemException {
        superblock.require(blockSize >= 512 && sectorSize >= 512, "its blocks or sectors are too small");
        superblock.require(inodeSize <= blockSize && inodeSize << inodeBits == blockSize, "inodes do not fill a block");
        superblock.require(
                groupBits + inodeBits <= 32 && groupBlocks <= 1L << groupBits && groupBlocks >= LEAST_GROUP,
                "an allocation group has " + groupBlocks + " blocks and 2^" + groupBits);
        superblock.require(
                blocks > 0 && blocks <= Long.MAX_VALUE / LARGEST_BLOCK, "it has an impossible number of blocks");
        superblock.require(
                groups == (blocks + groupBlocks - 1) / groupBlocks,
                blocks + " blocks are not " + groups + " allocation groups of " + groupBlocks);
    }

    /** Bytes of the whole file system. */
    long size() {
        return blocks * blockSize;
    }

    /** Where an allocation group begins, in bytes. */
    long groupPlace(long group) {
        return group * groupBlocks * blockSize;
    }

    private long blocksOf(long group) {
        return group < groups - 1 ? groupBlocks : blocks - (groups - 1) * groupBlocks;
    }

    /** Whether so many blocks from this number on exist in one allocation group. */
    boolean has(long block, long count) {
        long group = block >>> groupBits;
        return group < groups && count >= 0 && (block & mask(groupBits)) <= blocksOf(group) - count;
    }

    /** Where a block begins, in bytes; only for one that exists. */
    long place(long block) {
        return groupPlace(block >>> groupBits) + (block & mask(groupBits)) * blockSize;
    }

    /** Whether an inode can have this number. */
    boolean hasInode(long inode) {
        return has(inode >>> inodeBits, 1) && inode != 0;
    }

    /** Where an inode begins, in bytes; only for a number that one can have. */
    long inodePlace(long inode) {
        return place(inode >>> inodeBits) + (inode & mask(inodeBits)) * inodeSize;
    }

    private static long mask(int bits) {
        return (1L << bits) - 1;
    }
}
