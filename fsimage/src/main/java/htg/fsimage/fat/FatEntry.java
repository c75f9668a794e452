package htg.fsimage.fat;

import java.time.LocalDateTime;

/**
 * A file or folder.
 *
 * @param parent the path of the folder that it is in; empty in the root folder, and for that itself
 * @param name its long name, or the short one when there is no (valid) long name; never contains {@code /}; empty for the root
 * @param directory whether it is a folder
 * @param size bytes of a file, 0 for a folder
 * @param attributes the attribute byte: 1 read-only, 2 hidden, 4 system, 16 folder, 32 archive
 * @param modified local time of the last change, to 2 s; 1980-01-01 when the field is empty or nonsense
 * @param firstCluster where its chain begins; 0 for an empty file and for the root of FAT12 and FAT16
 */
public record FatEntry(
        String parent,
        String name,
        boolean directory,
        long size,
        int attributes,
        LocalDateTime modified,
        long firstCluster) {
    static final LocalDateTime NO_TIME = LocalDateTime.of(1980, 1, 1, 0, 0);

    /**
     * From the root, with {@code /} before each name; the root itself is {@code /}. Not kept, since together the paths of a full folder
     * far from the root are larger than the memory.
     */
    public String path() {
        return parent + "/" + name;
    }

    /** Whether writing to it is refused. */
    public boolean isReadOnly() {
        return (attributes & 1) != 0;
    }

    static FatEntry root(long firstCluster) {
        return new FatEntry("", "", true, 0, 16, NO_TIME, firstCluster);
    }
}
