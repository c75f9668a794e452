package htg.image.disk;

/**
 * Where the two copies of the partition table are that a medium with sectors of one size shows. All of both tables is in the
 * first and in the last 64 KiB of the disk, and neither overlaps the other: a header fills the first 92 bytes of the second and
 * of the last sector, and says where its entries are.
 */
enum GptPlaces {
    /** The usual size. Behind the header, where its entries mostly are, is the other table. */
    S512(512, 32 << 10, 36 << 10),
    /** Advanced format without emulation ("4Kn"). */
    S4096(4096, 8 << 10, 20 << 10);

    /** Where partitions may begin, in bytes: behind the tables, and behind what GRUB tells copies of a stick apart by. */
    static final long FIRST_USABLE = 1 << 20;

    /** What both tables take at the end of the disk, in bytes. */
    static final long ROOM = 64 << 10;

    private final int sector;
    private final long entries;
    private final long backupEntries;

    GptPlaces(int sector, long entries, long backupEntries) {
        this.sector = sector;
        this.entries = entries;
        this.backupEntries = backupEntries;
    }

    /** The size of a sector in bytes. */
    int sector() {
        return sector;
    }

    /** Where the entries of the first copy begin, in bytes. */
    long entries() {
        return entries;
    }

    /** Where those of the backup begin on a disk of that size, in bytes. */
    long backupEntries(long size) {
        return size - backupEntries;
    }
}
