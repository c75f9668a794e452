package htg.fsimage.reiserfs;

import htg.fsimage.volume.Structure;
import htg.fsimage.volume.Volume;
import java.io.IOException;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/**
 * Whether the journal holds anything that is not yet in its place. Its last block says up to which transaction all is, and where the
 * next one would begin: with a block that lists where its blocks belong, and behind these a block that confirms it.
 */
final class Journal {
    private static final byte[] DESCRIPTION = "ReIsErLB".getBytes(StandardCharsets.US_ASCII);

    private final Volume volume;
    private final Superblock superblock;
    private final long first;
    private final long size;

    Journal(Volume volume, Superblock superblock) throws IOException {
        this.volume = volume;
        this.superblock = superblock;
        this.first = superblock.fields().u32(12);
        this.size = superblock.fields().u32(20);
    }

    /** Whether it is on another volume; that has no device number where it was a file. */
    private boolean elsewhere() throws IOException {
        return superblock.otherJournal() && (superblock.fields().u32(16) != 0 || first == 0);
    }

    List<String> problems() throws IOException {
        List<String> problems = new ArrayList<>();
        if (superblock.fields().u16(50) != 1) {
            problems.add("It was not unmounted cleanly.");
        }
        if (superblock.fields().u16(62) != 0) {
            problems.add("Its last check found it damaged.");
        }
        if (elsewhere()) {
            problems.add("Its journal is on another device and was not looked at.");
        } else if (size == 0 || first + size >= superblock.blocks()) {
            problems.add("Its journal is not inside it.");
        } else if (pending()) {
            problems.add("Its journal holds changes that were not replayed.");
        }
        return problems;
    }

    private boolean pending() throws IOException {
        long end = superblock.blocks() * superblock.blockSize();
        if (end > volume.size()) {
            return false;
        }
        Structure header = block(first + size);
        long flushed = header.u32(0);
        long next = header.u32(4) % size;
        Structure description = block(first + next);
        boolean newer = description.has(superblock.blockSize() - 12, DESCRIPTION)
                && description.u32(0) > flushed
                && description.u32(8) >= header.u32(8);
        if (!newer) {
            return false;
        }
        Structure commit = block(first + (next + description.u32(4) + 1) % size);
        return commit.u32(0) == description.u32(0) && commit.u32(4) == description.u32(4);
    }

    private Structure block(long number) throws IOException {
        int length = superblock.blockSize();
        return Structure.read(
                volume, "ReiserFS journal block " + number, number * length, length, ByteOrder.LITTLE_ENDIAN);
    }
}
