package htg.image.step;

import htg.common.DataSize;
import htg.fsimage.volume.Extent;
import java.util.List;

/**
 * What reading files by GRUB's disk cache takes: a request for each unit of 32 KiB, aligned on the disk, that a piece of a
 * file touches.
 *
 * @param bytes of the files
 * @param requests to the firmware
 */
record BootReads(long bytes, long requests) {
    /** Nothing read yet. */
    static final BootReads NONE = new BootReads(0, 0);

    /** {@code GRUB_DISK_CACHE_SIZE} of 64 sectors. */
    private static final long UNIT = 32 << 10;

    /**
     * These, and a file's.
     *
     * @param start where the file system begins on the disk, in bytes
     * @param pieces of the file, from the start of the file system
     */
    BootReads and(long start, List<Extent> pieces) {
        long more = 0;
        for (Extent piece : pieces) {
            more += (start + piece.end() - 1) / UNIT - (start + piece.offset()) / UNIT + 1;
        }
        long length = pieces.stream().mapToLong(Extent::length).sum();
        return new BootReads(bytes + length, requests + more);
    }

    @Override
    public String toString() {
        return "GRUB reads " + new DataSize(bytes) + " of kernel and ramdisk in " + requests + " requests of "
                + new DataSize(UNIT);
    }
}
