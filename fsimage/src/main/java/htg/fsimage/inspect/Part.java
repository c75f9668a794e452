package htg.fsimage.inspect;

import htg.fsimage.volume.Volume;

/**
 * A disk or a partition, whether what it holds is read or not: boot loaders are in its first sectors.
 *
 * @param name as of the file system in it, such as {@code 1}; of a whole disk the word {@code disk}, with a number where there are several
 * @param whole whether it is a disk with all its partitions
 * @param volume its bytes
 * @param type of what it holds, as {@code blkid} knows it; empty where that is not known or where it is divided
 * @param purpose what its partition table says it is for, in words; empty for a disk
 * @param active whether its partition table marks it for booting
 */
public record Part(String name, boolean whole, Volume volume, String type, String purpose, boolean active) {
    /** A disk. */
    public static Part disk(String name, Volume volume, String type) {
        return new Part(name, true, volume, type, "", false);
    }

    /** A partition. */
    public static Part partition(String name, Volume volume, String type, String purpose, boolean active) {
        return new Part(name, false, volume, type, purpose, active);
    }
}
