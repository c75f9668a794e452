package htg.fsimage.ext;

import htg.fsimage.volume.CorruptFileSystemException;
import htg.fsimage.volume.Structure;

/**
 * The sizes of a file system. All are checked: no product of them overflows.
 *
 * @param blockSize bytes, a power of two from 1024 to 65536
 * @param clusterSize bytes that are taken at a time; the block size without bigalloc
 * @param blocks how many
 * @param firstDataBlock the block that group 0 begins with: 1 where blocks have 1024 bytes, else 0
 * @param blocksPerGroup blocks of every group but the last
 * @param inodes how many; they count from 1
 * @param inodesPerGroup inodes of every group
 * @param inodeSize bytes, a power of two from 128 to the block size
 * @param descriptorSize bytes of a group descriptor, a power of two from 32 on
 */
record Geometry(
        int blockSize,
        long clusterSize,
        long blocks,
        long firstDataBlock,
        long blocksPerGroup,
        long inodes,
        long inodesPerGroup,
        int inodeSize,
        int descriptorSize) {
    /** What the 48 bits of an extent reach. */
    private static final long MOST_BLOCKS = 1L << 48;

    private static final int SMALL_INODE = 128;
    private static final int SMALL_DESCRIPTOR = 32;

    static Geometry of(Structure fields, Features features, long revision) throws CorruptFileSystemException {
        long logBlock = fields.u32(0x18);
        fields.require(logBlock <= 6, "block size 2^" + (10 + logBlock) + " is none of 1K to 64K");
        int blockSize = 1024 << logBlock;
        Geometry geometry = new Geometry(
                blockSize,
                clusterSize(fields, features, blockSize),
                blocks(fields, features),
                fields.u32(0x14),
                fields.u32(0x20),
                fields.u32(0),
                fields.u32(0x28),
                revision == 0 ? SMALL_INODE : fields.u16(0x58),
                features.has(Feature.WIDE) ? fields.u16(0xFE) : SMALL_DESCRIPTOR);
        geometry.check(fields);
        return geometry;
    }

    private static long clusterSize(Structure fields, Features features, int blockSize)
            throws CorruptFileSystemException {
        if (!features.has(Feature.BIGALLOC)) {
            return blockSize;
        }
        long log = fields.u32(0x1C);
        fields.require(log <= 20, "cluster size 2^" + (10 + log) + " is beyond 1G");
        long size = 1024L << log;
        fields.require(size >= blockSize, "clusters are smaller than blocks");
        return size;
    }

    private static long blocks(Structure fields, Features features) throws CorruptFileSystemException {
        return fields.u32(4) | (features.has(Feature.WIDE) ? fields.u32(0x150) << 32 : 0);
    }

    private void check(Structure fields) throws CorruptFileSystemException {
        fields.require(firstDataBlock <= (blockSize == 1024 ? 1 : 0), "it begins with block " + firstDataBlock);
        fields.require(
                blocks > firstDataBlock && blocks <= Math.min(MOST_BLOCKS, Long.MAX_VALUE / blockSize),
                "it has " + blocks + " blocks");
        fields.require(
                blocksPerGroup > 0 && blocksPerGroup <= 8L * clusterSize / blockSize * blockSize,
                "groups of " + blocksPerGroup + " blocks");
        fields.require(
                inodesPerGroup > 0 && inodesPerGroup <= 8L * blockSize, "groups of " + inodesPerGroup + " inodes");
        fields.require(
                inodes > 0 && (inodes - 1) / inodesPerGroup < groups(),
                "its " + inodes + " inodes do not fit into " + groups() + " groups");
        fields.require(
                powerOfTwo(inodeSize) && inodeSize >= SMALL_INODE && inodeSize <= blockSize,
                "inodes of " + inodeSize + " bytes");
        fields.require(
                powerOfTwo(descriptorSize) && descriptorSize >= SMALL_DESCRIPTOR && descriptorSize <= blockSize,
                "group descriptors of " + descriptorSize + " bytes");
    }

    private static boolean powerOfTwo(int number) {
        return Integer.bitCount(number) == 1;
    }

    long groups() {
        return (blocks - firstDataBlock + blocksPerGroup - 1) / blocksPerGroup;
    }

    /** The first block of a group. */
    long start(long group) {
        return firstDataBlock + group * blocksPerGroup;
    }

    /** In bytes. */
    long size() {
        return blocks * blockSize;
    }

    /** Blocks of the inode table of a group. */
    long tableBlocks() {
        return (inodesPerGroup * inodeSize + blockSize - 1) / blockSize;
    }

    int descriptorsPerBlock() {
        return blockSize / descriptorSize;
    }
}
