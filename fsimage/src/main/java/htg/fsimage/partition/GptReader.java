package htg.fsimage.partition;

import htg.fsimage.volume.ImageFormatException;
import htg.fsimage.volume.LittleEndian;
import htg.fsimage.volume.Volume;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.UUID;

/** Reads both copies of a GPT and decides which to trust. */
final class GptReader {
    private static final int[] SECTOR_SIZES = {512, 4096};
    private static final UUID UNUSED = new UUID(0, 0);
    private static final int NAME_OFFSET = 56;
    private static final int NAME_LENGTH = 72;

    private final Volume disk;
    private final int sectorSize;
    private final List<String> problems = new ArrayList<>();
    private boolean strict = true;

    GptReader(Volume disk, int sectorSize) {
        this.disk = disk;
        this.sectorSize = sectorSize;
    }

    /** Takes partitions that overlap or leave their bounds as they are: they are for the caller to judge. */
    GptReader lenient() {
        strict = false;
        return this;
    }

    /** Tries each sector size; when none fits, the error of the first is the one to tell. */
    static Gpt read(Volume disk) throws IOException {
        ImageFormatException first = null;
        for (int size : SECTOR_SIZES) {
            try {
                return new GptReader(disk, size).read();
            } catch (ImageFormatException notThisSize) {
                first = first == null ? notThisSize : first;
            }
        }
        throw first == null ? new ImageFormatException("no GPT") : first;
    }

    Gpt read() throws IOException {
        Copy primary = copyAt(1, Gpt.Source.PRIMARY);
        Copy backup = copyAt(backupSector(primary), Gpt.Source.BACKUP);
        Copy chosen = primary.isSound() ? primary : backup;
        if (!chosen.isSound()) {
            throw new ImageFormatException("no GPT: " + primary.problem + "; backup: " + backup.problem);
        }
        noteDifferences(primary, backup);
        noteMissingProtection();
        GptHeader header = chosen.header();
        return new Gpt(
                header.diskGuid(),
                sectorSize,
                header.firstUsable() * sectorSize,
                (header.lastUsable() + 1) * sectorSize,
                partitions(header, chosen.entries),
                chosen.source,
                problems);
    }

    /** Where the primary says; on a damaged or outgrown disk, the last sector. */
    private long backupSector(Copy primary) {
        long last = disk.size() / sectorSize - 1;
        return primary.header == null ? last : primary.header.otherSector();
    }

    private Copy copyAt(long sector, Gpt.Source source) throws IOException {
        try {
            GptHeader header = GptHeader.read(disk, sectorSize, sector, strict);
            return new Copy(source, header, header.readEntries(disk, sectorSize), "");
        } catch (ImageFormatException damaged) {
            return new Copy(source, null, new byte[0], damaged.getMessage());
        }
    }

    private void noteDifferences(Copy primary, Copy backup) {
        noteDamage(primary);
        noteDamage(backup);
        if (primary.isSound() && backup.isSound() && !primary.agreesWith(backup)) {
            problems.add("the two copies of the GPT differ");
        }
        long last = disk.size() / sectorSize - 1;
        if (backup.isSound() && backup.header().sector() != last) {
            problems.add("the backup GPT is in sector " + backup.header().sector() + ", not in the last, " + last);
        }
    }

    private void noteDamage(Copy copy) {
        if (!copy.isSound()) {
            problems.add("the " + copy.source.name().toLowerCase(java.util.Locale.ROOT) + " copy is damaged: "
                    + copy.problem);
        }
    }

    private void noteMissingProtection() throws IOException {
        try {
            Mbr mbr = Mbr.read(disk);
            if (mbr.entries().stream().noneMatch(entry -> entry.type() == Mbr.PROTECTIVE)) {
                problems.add("the master boot record does not protect the GPT");
            }
        } catch (ImageFormatException none) {
            problems.add("no protective MBR: " + none.getMessage());
        }
    }

    private List<Partition> partitions(GptHeader header, byte[] entries) throws ImageFormatException {
        List<Partition> found = new ArrayList<>();
        LittleEndian fields = LittleEndian.of(entries);
        for (int index = 0; index < header.entryCount(); index++) {
            int at = index * header.entrySize();
            if (!fields.guid(at).equals(UNUSED)) {
                addPartition(index + 1, at, fields, header, found);
            }
        }
        if (strict) {
            requireDisjoint(found);
        }
        return found;
    }

    private void addPartition(int index, int at, LittleEndian fields, GptHeader header, List<Partition> found)
            throws ImageFormatException {
        try {
            found.add(partition(index, at, fields, header));
        } catch (ImageFormatException impossible) {
            if (strict) {
                throw impossible;
            }
            problems.add(impossible.getMessage() == null ? "an impossible partition" : impossible.getMessage());
        }
    }

    private Partition partition(int index, int at, LittleEndian fields, GptHeader header) throws ImageFormatException {
        long first = fields.u63(at + 32, "first sector of partition " + index);
        long last = fields.u63(at + 40, "last sector of partition " + index);
        boolean usable = first >= header.firstUsable() && last <= header.lastUsable();
        boolean possible = first <= last && last < Long.MAX_VALUE / sectorSize;
        if (!possible || (strict && !usable)) {
            throw new ImageFormatException("partition " + index + ": sectors " + first + " to " + last
                    + " are not within " + header.firstUsable() + " to " + header.lastUsable());
        }
        return new Partition(
                index,
                fields.guid(at),
                fields.guid(at + 16),
                fields.utf16(at + NAME_OFFSET, NAME_LENGTH),
                first * sectorSize,
                (last - first + 1) * sectorSize,
                fields.bits64(at + 48));
    }

    private static void requireDisjoint(List<Partition> partitions) throws ImageFormatException {
        List<Partition> sorted = partitions.stream()
                .sorted(Comparator.comparingLong(Partition::firstByte))
                .toList();
        for (int i = 1; i < sorted.size(); i++) {
            Partition before = sorted.get(i - 1);
            Partition after = sorted.get(i);
            if (before.extent().overlaps(after.extent())) {
                throw new ImageFormatException("partitions " + before.index() + " and " + after.index() + " overlap");
            }
        }
    }

    /** One copy of the table: sound with its header and entries, or a problem. */
    private static final class Copy {
        private final Gpt.Source source;
        private final @org.jspecify.annotations.Nullable GptHeader header;
        private final byte[] entries;
        private final String problem;

        Copy(
                Gpt.Source source,
                @org.jspecify.annotations.Nullable GptHeader header,
                byte[] entries,
                @org.jspecify.annotations.Nullable String problem) {
            this.source = source;
            this.header = header;
            this.entries = entries;
            this.problem = problem == null ? "" : problem;
        }

        boolean isSound() {
            return header != null;
        }

        GptHeader header() {
            if (header == null) {
                throw new IllegalStateException("a damaged copy has no header");
            }
            return header;
        }

        boolean agreesWith(Copy other) {
            GptHeader a = header();
            GptHeader b = other.header();
            return Arrays.equals(entries, other.entries)
                    && a.diskGuid().equals(b.diskGuid())
                    && a.firstUsable() == b.firstUsable()
                    && a.lastUsable() == b.lastUsable()
                    && a.sector() == b.otherSector();
        }
    }
}
