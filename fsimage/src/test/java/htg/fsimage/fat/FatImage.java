package htg.fsimage.fat;

import htg.fsimage.volume.Volume;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;

/**
 * A FAT volume made byte by byte: one sector a cluster, one table. FAT12 and FAT16 keep the root in 2 sectors, FAT32 in
 * cluster 2.
 */
final class FatImage {
    static final int SECTOR = 512;
    private static final int RESERVED = 4;

    final FatType type;
    final int clusters;
    final ByteBuffer bytes;
    private final int tableSectors;
    private int nextEntry;

    FatImage(FatType type, int clusters) {
        this.type = type;
        this.clusters = clusters;
        long last = type.entryOffset(clusters + 1L) + type.entryBytes();
        this.tableSectors = (int) ((last + SECTOR - 1) / SECTOR);
        this.bytes = ByteBuffer.allocate((dataSector() + clusters) * SECTOR).order(ByteOrder.LITTLE_ENDIAN);
        bootSector();
        this.nextEntry = (type == FatType.FAT32 ? dataSector() : RESERVED + tableSectors) * SECTOR;
        if (type == FatType.FAT32) {
            chain(2);
        }
    }

    private int dataSector() {
        return RESERVED + tableSectors + (type == FatType.FAT32 ? 0 : 2);
    }

    private void bootSector() {
        bytes.putShort(11, (short) SECTOR)
                .put(13, (byte) 1)
                .putShort(14, (short) RESERVED)
                .put(16, (byte) 1);
        bytes.putInt(32, dataSector() + clusters).putShort(510, (short) 0xAA55);
        boolean wide = type == FatType.FAT32;
        if (wide) {
            bytes.putInt(36, tableSectors).putInt(44, 2);
        } else {
            bytes.putShort(17, (short) 32).putShort(22, (short) tableSectors);
        }
        int extension = wide ? 66 : 38;
        bytes.put(extension, (byte) 0x29).putInt(extension + 1, 0xCAFE1234);
        bytes.put(extension + 5, ascii("NO NAME    "));
    }

    /** Links clusters into a chain that ends after the last. */
    FatImage chain(int... chain) {
        for (int i = 0; i < chain.length; i++) {
            link(chain[i], i + 1 < chain.length ? chain[i + 1] : 0x0FFFFFFF);
        }
        return this;
    }

    FatImage link(int cluster, int target) {
        int at = RESERVED * SECTOR + (int) type.entryOffset(cluster);
        switch (type) {
            case FAT12 -> {
                int old = Short.toUnsignedInt(bytes.getShort(at));
                int value = target & 0xFFF;
                bytes.putShort(at, (short) (cluster % 2 == 0 ? (old & 0xF000) | value : (old & 0xF) | (value << 4)));
            }
            case FAT16 -> bytes.putShort(at, (short) target);
            case FAT32 -> bytes.putInt(at, target);
        }
        return this;
    }

    int clusterOffset(int cluster) {
        return (dataSector() + cluster - 2) * SECTOR;
    }

    /** Adds an entry to the root folder: eleven characters, attributes, first cluster, size. */
    FatImage entry(String shortName, int attributes, int cluster, long size) {
        return entryAt(takeSlot(), shortName, attributes, cluster, size);
    }

    FatImage entryAt(int at, String shortName, int attributes, int cluster, long size) {
        bytes.put(at, shortName.getBytes(StandardCharsets.ISO_8859_1)).put(at + 11, (byte) attributes);
        bytes.putShort(at + 22, (short) (13 << 11 | 37 << 5 | 21)).putShort(at + 24, (short) (44 << 9 | 11 << 5 | 21));
        bytes.putShort(at + 20, (short) (cluster >>> 16)).putShort(at + 26, (short) cluster);
        bytes.putInt(at + 28, (int) size);
        return this;
    }

    /** What is added from now on comes to another place. */
    FatImage goOnAt(int place) {
        nextEntry = place;
        return this;
    }

    /** Adds one long-name entry as it is, so that a test can make wrong ones. */
    FatImage longPart(int order, int checksum, String text) {
        int at = takeSlot();
        bytes.put(at, (byte) order).put(at + 11, (byte) 0x0F).put(at + 13, (byte) checksum);
        int[] offsets = {1, 3, 5, 7, 9, 14, 16, 18, 20, 22, 24, 28, 30};
        for (int i = 0; i < offsets.length; i++) {
            int unit = i < text.length() ? text.charAt(i) : i == text.length() ? 0 : 0xFFFF;
            bytes.putShort(at + offsets[i], (short) unit);
        }
        return this;
    }

    FatImage fill(int cluster, String text) {
        bytes.put(clusterOffset(cluster), ascii(text));
        return this;
    }

    FatFileSystem open() throws java.io.IOException {
        return FatFileSystem.open(Volume.of(bytes.array()));
    }

    static int checksum(String shortName) {
        return ShortName.checksum(shortName.getBytes(StandardCharsets.ISO_8859_1));
    }

    private int takeSlot() {
        int at = nextEntry;
        nextEntry += 32;
        return at;
    }

    private static byte[] ascii(String text) {
        return text.getBytes(StandardCharsets.US_ASCII);
    }
}
