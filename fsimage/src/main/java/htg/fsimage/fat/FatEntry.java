package htg.fsimage.fat;

import java.time.LocalDateTime;

/**
 * A file or folder.
 *
 * @param path from the root, with {@code /} before each name; the root itself is {@code /}
 * @param name its long name, or the short one when there is no (valid) long name; never contains {@code /}
 * @param directory whether it is a folder
 * @param size bytes of a file, 0 for a folder
 * @param attributes the attribute byte: 1 read-only, 2 hidden, 4 system, 16 folder, 32 archive
 * @param modified local time of the last change, to 2 s; 1980-01-01 when the field is empty or nonsense
 * @param firstCluster where its chain begins; 0 for an empty file and for the root of FAT12 and FAT16
 */
public record FatEntry(
        String path,
        String name,
        boolean directory,
        long size,
        int attributes,
        LocalDateTime modified,
        long firstCluster) {
    static final LocalDateTime NO_TIME = LocalDateTime.of(1980, 1, 1, 0, 0);

    /** Whether writing to it is refused. */
    public boolean isReadOnly() {
        return (attributes & 1) != 0;
    }

    static FatEntry root(long firstCluster) {
        return new FatEntry("/", "", true, 0, 16, NO_TIME, firstCluster);
    }
}
