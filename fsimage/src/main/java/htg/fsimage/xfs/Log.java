package htg.fsimage.xfs;

import htg.fsimage.volume.ImageFormatException;
import htg.fsimage.volume.Structure;
import java.io.IOException;

/**
 * The log ("Journaling Log"), as far as it says whether the file system was unmounted cleanly: then its last record is one of
 * unmounting. It is a ring of blocks of 512 bytes, each of which begins with the number of the round that it was written in.
 */
final class Log {
    /** What its last record says. */
    enum State {
        CLEAN,
        /** There may be changes that only it has. */
        DIRTY,
        /** It is damaged, or on another device. */
        UNKNOWN
    }

    private static final int BLOCK = 512;
    private static final int RECORD = 0xFEEDBABE;
    /** Bytes of a record that one block of its header has room for the round numbers of. */
    private static final int PER_HEADER = 32 << 10;
    /** Records have up to 256 KiB, and up to eight blocks of headers. */
    private static final int LONGEST_RECORD = (256 << 10) / BLOCK + 8;

    private static final int UNMOUNT = 0x20;

    private final Disk disk;
    private final long place;
    private final long blocks;

    private Log(Disk disk, long place, long blocks) {
        this.disk = disk;
        this.place = place;
        this.blocks = blocks;
    }

    static State state(Disk disk) throws IOException {
        Superblock superblock = disk.superblock();
        Geometry geometry = superblock.geometry();
        long start = superblock.logStart();
        if (start == 0 || superblock.logBlocks() == 0 || !geometry.has(start, superblock.logBlocks())) {
            return State.UNKNOWN;
        }
        long blocks = superblock.logBlocks() * (geometry.blockSize() / BLOCK);
        try {
            return new Log(disk, geometry.place(start), blocks).state();
        } catch (ImageFormatException damaged) {
            return State.UNKNOWN;
        }
    }

    private Structure block(long number) throws IOException {
        return disk.read("XFS log block", place + number % blocks * BLOCK, BLOCK);
    }

    private State state() throws IOException {
        long round = round(0);
        if (round == 0) {
            // Nothing was ever written into it.
            return State.CLEAN;
        }
        long end = end(round);
        for (long back = 1; back <= Math.min(LONGEST_RECORD, blocks); back++) {
            Structure record = block(end - back + blocks);
            if (record.s32(0) == RECORD) {
                return unmounts(record, end - back + blocks, back) ? State.CLEAN : State.DIRTY;
            }
        }
        return State.UNKNOWN;
    }

    /** In which round a block was written; 0 when it never was. */
    private long round(long number) throws IOException {
        Structure block = block(number);
        return block.u32(block.s32(0) == RECORD ? 4 : 0);
    }

    /** The first block that was not written in this round, all before it having been. */
    private long end(long round) throws IOException {
        long from = 1;
        long to = blocks;
        while (from < to) {
            long middle = (from + to) >>> 1;
            if (round(middle) == round) {
                from = middle + 1;
            } else {
                to = middle;
            }
        }
        return from;
    }

    /** Whether the last record, which begins so many blocks before the end, is one of unmounting. */
    private boolean unmounts(Structure record, long at, long length) throws IOException {
        long size = record.u32(320);
        long headers = record.u32(8) >= 2 ? Math.max(1, (size + PER_HEADER - 1) / PER_HEADER) : 1;
        long data = record.u32(12);
        if (record.u32(40) != 1 || headers + (data + BLOCK - 1) / BLOCK != length) {
            return false;
        }
        return (block(at + headers).u8(9) & UNMOUNT) != 0;
    }
}
