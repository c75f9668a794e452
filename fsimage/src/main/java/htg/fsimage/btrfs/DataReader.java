package htg.fsimage.btrfs;

import htg.fsimage.volume.CorruptFileSystemException;
import htg.fsimage.volume.ImageFormatException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.Arrays;

/** Reads the data of files, verifies it, and looks for another copy where it is damaged. Safe for several threads at once. */
final class DataReader {
    private final LogicalSpace space;
    private final BtrfsSuperblock superblock;
    private final Trees trees;
    private final Problems problems;

    DataReader(LogicalSpace space, BtrfsSuperblock superblock, Trees trees, Problems problems) {
        this.space = space;
        this.superblock = superblock;
        this.trees = trees;
        this.problems = problems;
    }

    int sectorSize() {
        return (int) superblock.sectorSize();
    }

    /** Reads all of a range of whole sectors. */
    void readFully(long address, byte[] into, int offset, int length, boolean unchecked) throws IOException {
        int done = 0;
        while (done < length) {
            done += read(address + done, into, offset + done, length - done, unchecked);
        }
    }

    /**
     * Reads whole sectors up to the first one that is damaged.
     *
     * @param unchecked whether it is known to have no checksums
     * @return how many bytes are there, at least a sector's
     * @throws CorruptFileSystemException when not even the first sector can be had
     */
    int read(long address, byte[] into, int offset, int length, boolean unchecked) throws IOException {
        byte[] sums = new byte[0];
        int wanted = length;
        if (unchecked) {
            problems.note("Some files have no checksums (nodatasum): nothing tells whether their data is damaged.");
        } else {
            sums = new byte[length / sectorSize() * superblock.checksum().size()];
            wanted = collect(address, sums) * sectorSize();
        }
        int copies = space.copies(address);
        int good = 0;
        ImageFormatException failure = corrupt(address, "no copy");
        for (int copy = 0; copy < copies && good < wanted; copy++) {
            try {
                space.read(address + good, copy, ByteBuffer.wrap(into, offset + good, wanted - good));
                good = unchecked ? wanted : verified(into, offset, good, wanted, sums);
                failure = good < wanted ? corrupt(address + good, "its checksum is wrong") : failure;
            } catch (ImageFormatException missing) {
                failure = copy == 0 || missing instanceof CorruptFileSystemException ? missing : failure;
            }
            noteDamage(copy, good, wanted, failure);
        }
        if (good == 0 && wanted > sectorSize()) {
            // Only what is behind the first sector may be missing.
            return read(address, into, offset, sectorSize(), unchecked);
        } else if (good == 0) {
            throw failure;
        }
        return good;
    }

    private void noteDamage(int copy, int good, int wanted, ImageFormatException failure) {
        if (copy > 0 && good == wanted) {
            problems.note("A copy of data is damaged (" + failure.getMessage() + "); another was read.");
        }
    }

    private static CorruptFileSystemException corrupt(long address, String problem) {
        return new CorruptFileSystemException("btrfs data at address " + address, -1, problem);
    }

    /** Where the first sector is that does not have its checksum. */
    private int verified(byte[] bytes, int offset, int from, int to, byte[] sums) {
        int sector = sectorSize();
        int size = superblock.checksum().size();
        for (int at = from; at < to; at += sector) {
            byte[] sum = superblock.checksum().of(bytes, offset + at, sector);
            int expected = at / sector * size;
            if (!Arrays.equals(sum, 0, size, sums, expected, expected + size)) {
                return at;
            }
        }
        return to;
    }

    /** Finds the checksums of as many sectors as follow each other; returns how many those are. */
    private int collect(long address, byte[] sums) throws IOException {
        int size = superblock.checksum().size();
        Tree.Cursor cursor = trees.checksums().floor(new Key(Key.CSUM_OBJECT, Key.EXTENT_CSUM, address));
        int have = 0;
        boolean more = cursor.isValid() || cursor.next();
        while (more && have < sums.length && cursor.isOf(Key.CSUM_OBJECT, Key.EXTENT_CSUM)) {
            long behind =
                    address + have / size * (long) sectorSize() - cursor.key().offset();
            long skip = behind / sectorSize();
            int there = cursor.itemSize() / size;
            if (behind < 0 || skip >= there) {
                break;
            }
            int count = Math.min(sums.length - have, (int) (there - skip) * size);
            cursor.copy((int) skip * size, sums, have, count);
            have += count;
            more = have < sums.length && cursor.next();
        }
        if (have == 0) {
            throw corrupt(address, "it has no checksum");
        }
        return have / size;
    }
}
