package htg.fsimage.fat;

import htg.fsimage.volume.CorruptFileSystemException;
import htg.fsimage.volume.ImageFormatException;
import htg.fsimage.volume.LittleEndian;
import htg.fsimage.volume.UnsupportedFormatException;
import htg.fsimage.volume.Volume;
import java.io.IOException;

/**
 * The layout of a FAT volume as its boot sector gives it, checked against the volume (FAT specification, section 3). All
 * positions are in bytes.
 *
 * @param sectorSize bytes a sector
 * @param size bytes that the boot sector counts, from the start of the volume
 * @param tableOffset start of the active file allocation table
 * @param tableLength its size
 * @param rootOffset start of the fixed root directory (FAT12 and FAT16)
 * @param rootEntries its number of entries, 0 on FAT32
 * @param rootCluster first cluster of the root directory (FAT32), else 0
 * @param dataOffset start of cluster 2
 * @param clusterCount number of data clusters, numbered from 2
 * @param volumeId the 32-bit serial number, 0 when there is none
 * @param label the boot sector's copy of the label
 */
record FatGeometry(
        FatType type,
        int sectorSize,
        long size,
        int clusterSize,
        long tableOffset,
        long tableLength,
        long rootOffset,
        int rootEntries,
        long rootCluster,
        long dataOffset,
        long clusterCount,
        int volumeId,
        String label) {
    private static final int BOOT_SECTOR = 512;
    private static final int ENTRY_SIZE = 32;
    /** A serial number, a label and the name of the type follow. */
    private static final int EXTENDED_SIGNATURE = 0x29;
    /** Only a serial number follows. */
    private static final int SERIAL_SIGNATURE = 0x28;

    private static final int MIRRORING_OFF = 0x80;

    /** Of a volume that has all of it. */
    static FatGeometry read(Volume volume) throws IOException {
        FatGeometry geometry = readEvenCutOff(volume);
        if (geometry.size() > volume.size()) {
            throw corrupt(geometry.size() + " bytes on a volume of " + volume.size() + " bytes");
        }
        return geometry;
    }

    /** Of a volume that has at least all in front of the clusters. */
    static FatGeometry readEvenCutOff(Volume volume) throws IOException {
        byte[] raw = volume.read(0, BOOT_SECTOR);
        LittleEndian boot = LittleEndian.of(raw);
        if (boot.u16(510) != 0xAA55) {
            throw corrupt("it does not end in 55 AA");
        }
        int sectorSize = boot.u16(11);
        int perCluster = boot.u8(13);
        require(sectorSize >= 512 && sectorSize <= 4096 && isPowerOfTwo(sectorSize), "sector size", sectorSize);
        require(isPowerOfTwo(perCluster), "sectors per cluster", perCluster);
        return new Parser(boot, sectorSize, perCluster).parse(volume.size());
    }

    /** Where a data cluster begins. */
    long clusterOffset(long cluster) {
        return dataOffset + (cluster - 2) * clusterSize;
    }

    boolean isDataCluster(long cluster) {
        return cluster >= 2 && cluster < clusterCount + 2;
    }

    /** The boot sector's label; empty when it has none. */
    String bootLabel() {
        return label.equals("NO NAME") ? "" : label;
    }

    private static boolean isPowerOfTwo(int value) {
        return Integer.bitCount(value) == 1;
    }

    private static void require(boolean sane, String what, long value) throws ImageFormatException {
        if (!sane) {
            throw corrupt(what + " is " + value);
        }
    }

    private static CorruptFileSystemException corrupt(String problem) {
        return new CorruptFileSystemException("FAT boot sector", 0, problem);
    }

    /** The boot sector's fields while the layout is worked out. */
    private record Parser(LittleEndian boot, int sectorSize, int perCluster) {
        FatGeometry parse(long volumeSize) throws ImageFormatException {
            long reserved = boot.u16(14);
            int tables = boot.u8(16);
            require(reserved > 0, "number of reserved sectors", reserved);
            require(tables > 0, "number of tables", tables);
            long rootEntries = boot.u16(17);
            long rootSectors = (rootEntries * ENTRY_SIZE + sectorSize - 1) / sectorSize;
            long rootSector = reserved + tables * tableSectors();
            long total = boot.u16(19) != 0 ? boot.u16(19) : boot.u32(32);
            long dataSector = rootSector + rootSectors;
            boolean inside = dataSector < total && dataSector * sectorSize <= volumeSize;
            require(tableSectors() > 0 && inside, "start of the data", dataSector);
            if (isFat32() && boot.u16(42) != 0) {
                throw new UnsupportedFormatException("FAT32 of version %x is not read".formatted(boot.u16(42)));
            }
            return layout(total, reserved, tables, rootSector, rootEntries, dataSector);
        }

        private FatGeometry layout(
                long total, long reserved, int tables, long rootSector, long rootEntries, long dataSector)
                throws ImageFormatException {
            long clusters = (total - dataSector) / perCluster;
            FatType type = type(clusters);
            require(clusters <= type.mostClusters(), "number of clusters", clusters);
            long tableLength = tableSectors() * sectorSize;
            require(type.entryOffset(clusters + 1) + type.entryBytes() <= tableLength, "table size", tableLength);
            require(type != FatType.FAT32 || rootEntries == 0, "number of root entries", rootEntries);
            return new FatGeometry(
                    type,
                    sectorSize,
                    total * sectorSize,
                    sectorSize * perCluster,
                    (reserved + activeTable(type, tables) * tableSectors()) * sectorSize,
                    tableLength,
                    rootSector * sectorSize,
                    (int) rootEntries,
                    type == FatType.FAT32 ? boot.u32(44) : 0,
                    dataSector * sectorSize,
                    clusters,
                    hasSerial() ? (int) boot.u32(extension() + 1) : 0,
                    hasExtension()
                            ? ShortName.label(boot.bytes(extension() + 5, 11)).strip()
                            : "");
        }

        private long tableSectors() {
            return isFat32() ? boot.u32(36) : boot.u16(22);
        }

        /** As Linux and GRUB tell it: no 16-bit table size. The specification counts clusters, which small volumes break. */
        private boolean isFat32() {
            return boot.u16(22) == 0;
        }

        private FatType type(long clusters) {
            if (isFat32()) {
                return FatType.FAT32;
            }
            return clusters < 4085 ? FatType.FAT12 : FatType.FAT16;
        }

        private int activeTable(FatType type, int tables) throws ImageFormatException {
            int flags = type == FatType.FAT32 ? boot.u16(40) : 0;
            int active = (flags & MIRRORING_OFF) == 0 ? 0 : flags & 0xF;
            require(active < tables, "active table", active);
            return active;
        }

        private int extension() {
            return isFat32() ? 66 : 38;
        }

        private boolean hasExtension() {
            return boot.u8(extension()) == EXTENDED_SIGNATURE;
        }

        private boolean hasSerial() {
            return hasExtension() || boot.u8(extension()) == SERIAL_SIGNATURE;
        }
    }
}
