package htg.fsimage.fat;

/** The three widths of a file allocation table entry. */
public enum FatType {
    FAT12(0xFF7),
    FAT16(0xFFF7),
    FAT32(0xFFFFFF7);

    private final long bad;

    FatType(long bad) {
        this.bad = bad;
    }

    /** The entry of a bad cluster; everything above ends a chain. */
    long badCluster() {
        return bad;
    }

    boolean endsChain(long entry) {
        return entry > bad;
    }

    /** How many clusters there may be, as Linux has it for FAT12 and FAT16. */
    long mostClusters() {
        return bad - 3;
    }

    /** Where a cluster's entry begins, in bytes from the start of the table. */
    long entryOffset(long cluster) {
        return switch (this) {
            case FAT12 -> cluster + cluster / 2;
            case FAT16 -> cluster * 2;
            case FAT32 -> cluster * 4;
        };
    }

    /** Bytes that hold an entry. */
    int entryBytes() {
        return this == FAT32 ? 4 : 2;
    }
}
