package htg.fsimage.partition;

import htg.fsimage.volume.Extent;
import htg.fsimage.volume.ImageFormatException;
import htg.fsimage.volume.Volume;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** Finds out which kind of table a disk has. */
final class TableReader {
    private final Volume disk;
    private final int sectorSize;
    private final List<String> problems = new ArrayList<>();

    TableReader(Volume disk, int sectorSize) {
        this.disk = disk;
        this.sectorSize = sectorSize;
    }

    PartitionTable read() throws IOException {
        Optional<PartitionTable> sun = SunLabel.read(disk);
        if (sun.isPresent()) {
            return checked(sun.get());
        }
        Optional<Mbr> mbr = mbr();
        if (mbr.isEmpty() || mbr.get().entries().isEmpty()) {
            return withoutMbr(mbr);
        }
        boolean protects = mbr.get().entries().stream().anyMatch(one -> one.type() == Mbr.PROTECTIVE);
        Optional<Gpt> gpt = gpt(protects);
        if (protects && gpt.isPresent()) {
            return checked(gpt(gpt.get(), mbr));
        }
        gpt.ifPresent(one -> problems.add("There is a GPT as well, which the master boot record does not protect."));
        return checked(new MbrReader(disk, sectorSize, mbr.get(), problems).read());
    }

    /** The MBR, unless the first sector is a file system's. */
    private Optional<Mbr> mbr() throws IOException {
        if (disk.size() < Mbr.SECTOR) {
            return Optional.empty();
        }
        try {
            Mbr mbr = Mbr.read(disk);
            if (!BootSector.isFileSystem(disk)) {
                return Optional.of(mbr);
            }
            boolean sane = !mbr.entries().isEmpty()
                    && mbr.entries().stream().allMatch(one -> one.firstSector() > 0 && isOnDisk(one));
            if (sane) {
                problems.add("The first sector looks like that of a file system as well.");
            }
            return sane ? Optional.of(mbr) : Optional.empty();
        } catch (ImageFormatException none) {
            return Optional.empty();
        }
    }

    private boolean isOnDisk(MbrEntry entry) {
        return entry.sectors() > 0 && (entry.firstSector() + entry.sectors()) * sectorSize <= disk.size();
    }

    private Optional<Gpt> gpt(boolean expected) throws IOException {
        try {
            return Optional.of(new GptReader(disk, sectorSize).lenient().read());
        } catch (ImageFormatException none) {
            if (expected) {
                problems.add("The master boot record protects a GPT that cannot be read: " + none.getMessage() + ".");
            }
            return Optional.empty();
        }
    }

    private PartitionTable withoutMbr(Optional<Mbr> mbr) throws IOException {
        Optional<Gpt> gpt = gpt(false);
        if (gpt.isPresent()) {
            return checked(gpt(gpt.get(), mbr));
        }
        Optional<PartitionTable> other = BsdLabel.readWhole(disk);
        if (other.isEmpty()) {
            other = AppleMap.read(disk);
        }
        if (other.isPresent()) {
            return checked(other.get());
        }
        String identifier = mbr.map(MbrReader::identifier).orElse("");
        return new PartitionTable(
                mbr.isPresent() ? Scheme.MBR : Scheme.NONE, sectorSize, identifier, List.of(), problems);
    }

    private PartitionTable gpt(Gpt gpt, Optional<Mbr> mbr) throws IOException {
        gpt.problems().forEach(problem -> problems.add(sentence(problem)));
        if (gpt.source() == Gpt.Source.BACKUP) {
            problems.add("The backup of the GPT is used.");
        }
        List<Slice> slices = gpt.partitions().stream().map(TableReader::slice).toList();
        List<MbrEntry> shown = mbr.map(Mbr::entries).orElse(List.of()).stream()
                .filter(one -> one.type() != Mbr.PROTECTIVE)
                .toList();
        shown.forEach(one -> compare(one, slices));
        Scheme scheme = shown.isEmpty() ? Scheme.GPT : Scheme.HYBRID;
        return new PartitionTable(scheme, sectorSize, gpt.diskGuid().toString(), withInner(slices), List.of());
    }

    /** OpenBSD keeps its disklabel within a GPT as well, and FreeBSD may. */
    private List<Slice> withInner(List<Slice> outer) throws IOException {
        List<Extent> extents = outer.stream().map(Slice::extent).toList();
        List<Slice> all = new ArrayList<>();
        for (Slice slice : outer) {
            all.add(slice);
            int type = GptTypes.disklabel(slice.typeId());
            if (type != 0) {
                all.addAll(BsdLabel.readIn(disk, slice, type, extents, problems));
            }
        }
        return all;
    }

    private static Slice slice(Partition partition) {
        return Slice.of(
                        String.valueOf(partition.index()),
                        partition.index(),
                        GptTypes.words(partition.typeGuid()),
                        partition.typeGuid().toString(),
                        partition.extent())
                .label(partition.name())
                .uuid(partition.uniqueGuid().toString())
                .bootable((partition.attributes() & 4) != 0);
    }

    private void compare(MbrEntry entry, List<Slice> slices) {
        var extent = MbrReader.extent(entry, sectorSize);
        if (slices.stream().noneMatch(one -> one.extent().equals(extent))) {
            problems.add("Partition " + entry.index() + " of the hybrid MBR is none of the GPT's.");
        }
    }

    private static String sentence(String problem) {
        return problem.substring(0, 1).toUpperCase(Locale.ROOT) + problem.substring(1) + ".";
    }

    /** With what can be said of any table. */
    private PartitionTable checked(PartitionTable table) {
        problems.addAll(table.problems());
        problems.addAll(Overlaps.problems(table.slices(), disk.size()));
        return new PartitionTable(table.scheme(), table.sectorSize(), table.identifier(), table.slices(), problems);
    }
}
