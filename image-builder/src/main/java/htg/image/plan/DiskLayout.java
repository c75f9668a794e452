package htg.image.plan;

import htg.common.DataSize;

/**
 * Where the partitions are, in bytes; every start is a multiple of 1 MiB. Boot files lie far below 4 GiB, where the
 * oldest BIOS still reads. The root pool is last, so that it can grow.
 *
 * @param size of the whole image
 */
public record DiskLayout(DataSize size, Extent biosBoot, Extent esp, Extent root) {
    /** A run of bytes. */
    public record Extent(long start, long length) {
        public long end() {
            return start + length;
        }
    }

    private static final long MIB = 1L << 20;

    /**
     * Where the environment block is that GRUB tells copies of a stick apart by: behind the partition table, in front of
     * the first partition.
     */
    public static final long TOKEN = MIB - (32L << 10);

    /** Number of the root pool's partition. */
    public static final int ROOT_NUMBER = 3;

    private static final long BIOS_BOOT_SIZE = MIB;

    /** Just over the 65525 clusters of 4 KiB below which a FAT file system is no FAT32, with two tables and some room. */
    private static final long ESP_SIZE = 272 * MIB;

    /** The backup of the partition table takes 64 KiB at most; the rest of its MiB keeps the root pool's end aligned. */
    private static final long TAIL = MIB;

    /** Lays out an image of this size, rounded down to whole MiB. */
    public static DiskLayout of(DataSize size) {
        long whole = size.bytes() / MIB * MIB;
        Extent biosBoot = new Extent(MIB, BIOS_BOOT_SIZE);
        Extent esp = new Extent(biosBoot.end(), ESP_SIZE);
        Extent root = new Extent(esp.end(), whole - esp.end() - TAIL);
        if (root.length() <= 0) {
            throw new IllegalArgumentException("no room for a root pool in " + size);
        }
        return new DiskLayout(new DataSize(whole), biosBoot, esp, root);
    }
}
