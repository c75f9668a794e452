package htg.fsimage.partition;

import htg.fsimage.volume.Extent;
import htg.fsimage.volume.ImageFormatException;
import htg.fsimage.volume.LittleEndian;
import htg.fsimage.volume.Volume;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** Follows what an MBR leads to: the chain of extended boot records, and labels of Unix systems inside its partitions. */
final class MbrReader {
    /** Linux counts no farther for most disks, and real chains have a dozen. */
    private static final int MOST_LOGICAL = 128;

    private static final int FIRST_SLOT = 446;
    private static final int SLOT_SIZE = 16;
    private static final int FIRST_LOGICAL = 5;

    private final Volume disk;
    private final int sectorSize;
    private final Mbr mbr;
    private final List<String> problems;
    private final List<Slice> slices = new ArrayList<>();

    MbrReader(Volume disk, int sectorSize, Mbr mbr, List<String> problems) {
        this.disk = disk;
        this.sectorSize = sectorSize;
        this.mbr = mbr;
        this.problems = problems;
    }

    static String identifier(Mbr mbr) {
        return mbr.diskSignature() == 0 ? "" : "%08x".formatted(mbr.diskSignature());
    }

    static Extent extent(MbrEntry entry, int sectorSize) {
        return new Extent(entry.firstSector() * sectorSize, entry.sectors() * sectorSize);
    }

    PartitionTable read() throws IOException {
        boolean extended = false;
        for (MbrEntry entry : mbr.entries()) {
            Slice slice = slice(entry, extent(entry, sectorSize));
            slices.add(slice);
            if (!MbrTypes.isExtended(entry.type())) {
                addInner(slice, entry.type());
            } else if (extended) {
                problems.add("Partition " + slice.name() + " is a second extended partition, which is not followed.");
            } else {
                extended = true;
            }
        }
        for (MbrEntry entry : mbr.entries()) {
            if (extended && MbrTypes.isExtended(entry.type())) {
                addLogical(entry);
                extended = false;
            }
        }
        return new PartitionTable(Scheme.MBR, sectorSize, identifier(mbr), slices, List.of());
    }

    private Slice slice(MbrEntry entry, Extent extent) {
        String name = String.valueOf(entry.index());
        String uuid = identifier(mbr).isEmpty() ? "" : identifier(mbr) + "-%02x".formatted(entry.index());
        return Slice.of(name, entry.index(), MbrTypes.words(entry.type()), "0x%02x".formatted(entry.type()), extent)
                .uuid(uuid)
                .bootable(entry.active());
    }

    private void addLogical(MbrEntry extended) throws IOException {
        Set<Long> seen = new HashSet<>();
        long next = 0;
        int number = FIRST_LOGICAL;
        do {
            long sector = extended.firstSector() + next;
            if (!seen.add(sector)) {
                problems.add("The chain of logical partitions comes back to sector " + sector + ".");
                return;
            }
            if (seen.size() > MOST_LOGICAL) {
                problems.add("Of the chain of logical partitions " + MOST_LOGICAL + " links are followed.");
                return;
            }
            try {
                LittleEndian record = record(sector);
                number = addLogical(record, sector, number, extended.index());
                next = link(record);
            } catch (ImageFormatException damaged) {
                problems.add("The chain of logical partitions breaks off: " + damaged.getMessage() + ".");
                return;
            }
        } while (next != 0);
    }

    private LittleEndian record(long sector) throws IOException {
        LittleEndian record = LittleEndian.of(disk.read(sector * sectorSize, Mbr.SECTOR));
        if (record.u16(510) != 0xAA55) {
            throw new ImageFormatException("no extended boot record in sector " + sector);
        }
        return record;
    }

    /** Adds what a record describes, and returns the next number. */
    private int addLogical(LittleEndian record, long sector, int number, int extended) throws IOException {
        int next = number;
        for (int slot = 0; slot < 4; slot++) {
            int at = FIRST_SLOT + slot * SLOT_SIZE;
            int type = record.u8(at + 4);
            if (type == 0 || record.u32(at + 12) == 0 || MbrTypes.isExtended(type)) {
                continue;
            }
            MbrEntry entry =
                    new MbrEntry(next, record.u8(at) == 0x80, type, sector + record.u32(at + 8), record.u32(at + 12));
            Slice slice = slice(entry, extent(entry, sectorSize)).parent(String.valueOf(extended));
            slices.add(slice);
            addInner(slice, type);
            next++;
        }
        return next;
    }

    /** Where the next record is, in sectors from the start of the extended partition; 0 after the last. */
    private static long link(LittleEndian record) {
        for (int slot = 0; slot < 4; slot++) {
            int at = FIRST_SLOT + slot * SLOT_SIZE;
            if (MbrTypes.isExtended(record.u8(at + 4)) && record.u32(at + 12) > 0) {
                return record.u32(at + 8);
            }
        }
        return 0;
    }

    /** Adds the slices of a Unix system that has a table of its own in its partition. */
    private void addInner(Slice outer, int type) throws IOException {
        List<Slice> inner = List.of();
        if (type == MbrTypes.SOLARIS_OLD || type == MbrTypes.SOLARIS) {
            inner = SolarisLabel.read(disk, outer, type == MbrTypes.SOLARIS, problems);
        } else if (type == MbrTypes.FREEBSD || type == MbrTypes.OPENBSD || type == MbrTypes.NETBSD) {
            inner = BsdLabel.readIn(disk, outer, type, outer(mbr.entries()), problems);
        }
        slices.addAll(inner);
    }

    private List<Extent> outer(List<MbrEntry> entries) {
        return entries.stream().map(one -> extent(one, sectorSize)).toList();
    }
}
