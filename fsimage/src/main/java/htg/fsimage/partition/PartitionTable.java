package htg.fsimage.partition;

import htg.fsimage.volume.Volume;
import java.io.IOException;
import java.util.List;
import java.util.Optional;

/**
 * How a disk is divided, by whatever kind of table, tables within its partitions included.
 *
 * @param scheme of the outermost table
 * @param sectorSize bytes
 * @param identifier of the disk, as {@code blkid} shows PTUUID; empty where it has none
 * @param slices in the order of their table, those inside a partition after it
 * @param problems what is wrong, a sentence each; nothing that is wrong with a table is a failure
 */
public record PartitionTable(
        Scheme scheme, int sectorSize, String identifier, List<Slice> slices, List<String> problems) {
    public PartitionTable {
        slices = List.copyOf(slices);
        problems = List.copyOf(problems);
    }

    /** Reads the table of a disk whose sector size is not known: the one with which a table can be read, else 512. */
    public static PartitionTable read(Volume disk) throws IOException {
        PartitionTable small = read(disk, 512);
        if (small.scheme == Scheme.GPT || small.scheme == Scheme.HYBRID) {
            return small;
        }
        PartitionTable large = read(disk, 4096);
        return large.scheme == Scheme.GPT || large.scheme == Scheme.HYBRID ? large : small;
    }

    /** Reads the table of a disk with sectors of 512 or 4096 bytes. */
    public static PartitionTable read(Volume disk, int sectorSize) throws IOException {
        return new TableReader(disk, sectorSize).read();
    }

    /** The slice of this name. */
    public Optional<Slice> slice(String name) {
        return slices.stream().filter(one -> one.name().equals(name)).findFirst();
    }

    /** Slices that hold no others, which is where file systems are. */
    public List<Slice> leaves() {
        return slices.stream()
                .filter(one -> slices.stream().noneMatch(other -> other.parent().equals(one.name())))
                .toList();
    }
}
