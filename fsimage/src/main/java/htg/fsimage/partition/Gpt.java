package htg.fsimage.partition;

import htg.fsimage.volume.Volume;
import java.io.IOException;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/**
 * A GUID partition table, read and checked.
 *
 * @param diskGuid the disk's own GUID
 * @param sectorSize bytes a sector, 512 or 4096
 * @param firstUsableByte where partitions may begin
 * @param usableEnd the first byte that no partition may reach
 * @param partitions used entries, in table order, which do not overlap
 * @param source which of the two copies was read
 * @param problems what is wrong all the same, one sentence each: a damaged copy, copies that differ, no protective MBR
 */
public record Gpt(
        UUID diskGuid,
        int sectorSize,
        long firstUsableByte,
        long usableEnd,
        List<Partition> partitions,
        Source source,
        List<String> problems) {
    /** The two copies of a GPT. */
    public enum Source {
        /** The copy behind the master boot record. */
        PRIMARY,
        /** The copy in the disk's last sectors. */
        BACKUP
    }

    public Gpt {
        partitions = List.copyOf(partitions);
        problems = List.copyOf(problems);
    }

    /**
     * Reads the table of a disk with sectors of 512 or 4096 bytes. The primary copy is used if it is sound, else the
     * backup; what was wrong is told in {@link #problems}.
     *
     * @throws htg.fsimage.volume.ImageFormatException when neither copy can be trusted
     */
    public static Gpt read(Volume disk) throws IOException {
        return GptReader.read(disk);
    }

    /** As {@link #read(Volume)}, for a disk whose sector size is known. */
    public static Gpt read(Volume disk, int sectorSize) throws IOException {
        return new GptReader(disk, sectorSize).read();
    }

    /** The only partition of this type; empty when there is none or more than one. */
    public Optional<Partition> onlyOfType(UUID typeGuid) {
        List<Partition> found =
                partitions.stream().filter(p -> p.typeGuid().equals(typeGuid)).toList();
        return found.size() == 1 ? Optional.of(found.get(0)) : Optional.empty();
    }

    /** The partition with this index, from 1. */
    public Optional<Partition> partition(int index) {
        return partitions.stream().filter(p -> p.index() == index).findFirst();
    }

    /** Whether both copies and the protective MBR are as they should be. */
    public boolean isSound() {
        return problems.isEmpty();
    }
}
