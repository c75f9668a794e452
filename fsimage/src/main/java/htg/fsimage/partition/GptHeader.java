package htg.fsimage.partition;

import htg.fsimage.volume.ImageFormatException;
import htg.fsimage.volume.LittleEndian;
import htg.fsimage.volume.Volume;
import java.io.IOException;
import java.util.Arrays;
import java.util.UUID;
import java.util.zip.CRC32;

/**
 * A GPT header whose checksum and bounds have been verified (UEFI 5.3.2).
 *
 * @param sector where it was read, in sectors
 * @param otherSector where it says its twin is
 * @param entriesCrc checksum that the entry array must have
 */
record GptHeader(
        long sector,
        long otherSector,
        long firstUsable,
        long lastUsable,
        UUID diskGuid,
        long entriesSector,
        int entryCount,
        int entrySize,
        long entriesCrc) {
    /** "EFI PART" as a little-endian number. */
    private static final long MAGIC = 0x5452415020494645L;

    private static final int SMALLEST = 92;
    private static final int CRC_OFFSET = 16;
    private static final int SMALLEST_ENTRY = 128;
    /** UEFI names no limit; real tables have 128 entries of 128 bytes. */
    private static final int LARGEST_ARRAY = 1 << 20;

    /** Reads one; if not {@code strict}, the disk may be shorter than it says. */
    static GptHeader read(Volume disk, int sectorSize, long sector, boolean strict) throws IOException {
        if (sector <= 0 || sector >= disk.size() / sectorSize) {
            throw new ImageFormatException("GPT header: sector " + sector + " is not on the disk");
        }
        byte[] raw = disk.read(sector * sectorSize, sectorSize);
        LittleEndian fields = LittleEndian.of(raw);
        if (fields.bits64(0) != MAGIC) {
            throw new ImageFormatException("GPT header: no signature in sector " + sector);
        }
        verifyChecksum(raw, fields, sector);
        if (fields.u63(24, "GPT header: own sector") != sector) {
            throw new ImageFormatException("GPT header: sector " + sector + " says it is " + fields.bits64(24));
        }
        return parse(fields, sector, strict ? disk.size() / sectorSize : Long.MAX_VALUE / sectorSize - 1);
    }

    private static void verifyChecksum(byte[] raw, LittleEndian fields, long sector) throws ImageFormatException {
        long size = fields.u32(12);
        if (size < SMALLEST || size > raw.length) {
            throw new ImageFormatException("GPT header: size " + size + " in sector " + sector);
        }
        byte[] header = Arrays.copyOf(raw, (int) size);
        Arrays.fill(header, CRC_OFFSET, CRC_OFFSET + 4, (byte) 0);
        if (crc32(header) != fields.u32(CRC_OFFSET)) {
            throw new ImageFormatException("GPT header: wrong checksum in sector " + sector);
        }
    }

    private static GptHeader parse(LittleEndian fields, long sector, long sectors) throws ImageFormatException {
        long first = fields.u63(40, "GPT header: first usable sector");
        long last = fields.u63(48, "GPT header: last usable sector");
        if (first > last || last >= sectors) {
            throw new ImageFormatException(
                    "GPT header: usable sectors " + first + " to " + last + " on a disk of " + sectors);
        }
        long count = fields.u32(80);
        long size = fields.u32(84);
        if (size < SMALLEST_ENTRY || Long.bitCount(size) != 1 || count * size > LARGEST_ARRAY) {
            throw new ImageFormatException("GPT header: " + count + " entries of " + size + " bytes");
        }
        return new GptHeader(
                sector,
                fields.u63(32, "GPT header: other header's sector"),
                first,
                last,
                fields.guid(56),
                fields.u63(72, "GPT header: entry array"),
                (int) count,
                (int) size,
                fields.u32(88));
    }

    /** The entry array, checked against its checksum. */
    byte[] readEntries(Volume disk, int sectorSize) throws IOException {
        if (entriesSector >= disk.size() / sectorSize) {
            throw new ImageFormatException("GPT entry array: sector " + entriesSector + " is not on the disk");
        }
        byte[] entries = disk.read(entriesSector * sectorSize, entryCount * entrySize);
        if (crc32(entries) != entriesCrc) {
            throw new ImageFormatException("GPT entry array: wrong checksum in sector " + entriesSector);
        }
        return entries;
    }

    private static long crc32(byte[] bytes) {
        CRC32 crc = new CRC32();
        crc.update(bytes);
        return crc.getValue();
    }
}
