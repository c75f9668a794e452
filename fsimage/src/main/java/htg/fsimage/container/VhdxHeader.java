package htg.fsimage.container;

import htg.fsimage.volume.CorruptFileSystemException;
import htg.fsimage.volume.LittleEndian;
import htg.fsimage.volume.Structure;
import htg.fsimage.volume.UnsupportedFormatException;
import htg.fsimage.volume.Volume;
import java.io.IOException;
import java.nio.ByteOrder;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import java.util.UUID;
import java.util.zip.CRC32C;

/**
 * What the header, the region table and the metadata of a VHDX say, checked.
 *
 * @param tableOffset of the block allocation table, in bytes
 * @param tableLength in bytes
 * @param blockSize bytes of the disk that one entry stands for
 * @param size of the disk in bytes
 * @param sectorSize bytes of a logical sector
 */
record VhdxHeader(long tableOffset, long tableLength, long blockSize, long size, long sectorSize) {
    private static final int HEADER = 4096;
    private static final int REGIONS = 64 << 10;
    private static final int MOST_REGIONS = 2047;
    private static final int METADATA = 64 << 10;
    private static final UUID NONE = new UUID(0, 0);
    private static final UUID TABLE = UUID.fromString("2dc27766-f623-4200-9d64-115e9bfd4a08");
    private static final UUID METADATA_REGION = UUID.fromString("8b7ca206-4790-4b9a-b8fe-575f050f886e");
    private static final UUID PARAMETERS = UUID.fromString("caa16737-fa36-4d43-b3b6-33f0aa44e76b");
    private static final UUID DISK_SIZE = UUID.fromString("2fa54224-cd1b-4876-b211-5dbed83bf4b8");
    private static final UUID SECTOR_SIZE = UUID.fromString("8141bf1d-a96f-4709-ba47-f233a8faab5f");
    private static final int REQUIRED = 4;
    private static final int HAS_PARENT = 2;

    /** A part of the file. */
    private record Region(long offset, long length) {}

    static VhdxHeader read(Volume file) throws IOException {
        refuseLog(newest(file));
        Map<UUID, Region> regions = regions(file);
        Region table = require(regions, TABLE, "block allocation table");
        Region metadata = require(regions, METADATA_REGION, "metadata");
        Structure items = Structure.read(
                file, "VHDX metadata", metadata.offset(), (int) Math.min(METADATA, metadata.length()), order());
        items.require(items.has(0, Ends.latin("metadata")), "it is not there");
        Map<UUID, Structure> values = items(file, metadata, items);
        Structure parameters = require(values, PARAMETERS, "file parameters");
        if ((parameters.s32(4) & HAS_PARENT) != 0) {
            throw new UnsupportedFormatException(
                    "the VHDX is a differencing disk, which needs its parent; it is not read");
        }
        long block = parameters.u32(0);
        long sector = require(values, SECTOR_SIZE, "sector size").u32(0);
        boolean sane = Long.bitCount(block) == 1
                && block >= 1 << 20
                && block <= 256 << 20
                && (sector == 512 || sector == 4096);
        parameters.require(sane, "blocks of " + block + " bytes and sectors of " + sector);
        long size = require(values, DISK_SIZE, "disk size").u63(0, "the disk's size");
        return new VhdxHeader(table.offset(), table.length(), block, size, sector);
    }

    private static ByteOrder order() {
        return ByteOrder.LITTLE_ENDIAN;
    }

    /** Of the two headers the valid one that was written last. */
    private static Structure newest(Volume file) throws IOException {
        Structure first = Structure.read(file, "VHDX header", 64 << 10, HEADER, order());
        Structure second = Structure.read(file, "VHDX header", 128 << 10, HEADER, order());
        boolean secondIsValid = isValid(second, "head");
        if (!isValid(first, "head")) {
            second.require(secondIsValid, "neither of the two is valid");
            return second;
        }
        return secondIsValid && second.bits64(8) > first.bits64(8) ? second : first;
    }

    private static void refuseLog(Structure header) throws IOException {
        if (header.u16(66) != 1) {
            throw new UnsupportedFormatException("VHDX version " + header.u16(66) + " is not read");
        }
        if (!header.uuid(48).equals(NONE)) {
            throw new UnsupportedFormatException(
                    "the VHDX was not closed properly: its log has to be replayed, which is not done");
        }
    }

    private static boolean isValid(Structure fields, String signature) throws CorruptFileSystemException {
        byte[] raw = fields.bytes();
        Arrays.fill(raw, 4, 8, (byte) 0);
        CRC32C sum = new CRC32C();
        sum.update(raw);
        return fields.has(0, Ends.latin(signature)) && sum.getValue() == fields.u32(4);
    }

    private static Map<UUID, Region> regions(Volume file) throws IOException {
        Structure fields = Structure.read(file, "VHDX region table", 192 << 10, REGIONS, order());
        if (!isValid(fields, "regi")) {
            fields = Structure.read(file, "VHDX region table", 256 << 10, REGIONS, order());
            fields.require(isValid(fields, "regi"), "neither of the two is valid");
        }
        fields.require(fields.u32(8) <= MOST_REGIONS, "it has " + fields.u32(8) + " entries");
        Map<UUID, Region> regions = new HashMap<>();
        for (int i = 0; i < fields.u32(8); i++) {
            Structure entry = fields.part("VHDX region", 16 + 32 * i, 32);
            UUID id = guid(entry);
            Region region = new Region(entry.u63(16, "its place"), entry.u32(24));
            boolean known = id.equals(TABLE) || id.equals(METADATA_REGION);
            if (!known && (entry.s32(28) & 1) != 0) {
                throw new UnsupportedFormatException("the VHDX has a region that is not known: " + id);
            }
            entry.require(
                    !known || (region.offset() <= file.size() && region.length() <= file.size() - region.offset()),
                    "it leaves the file");
            regions.put(id, region);
        }
        return regions;
    }

    private static Map<UUID, Structure> items(Volume file, Region metadata, Structure table) throws IOException {
        Map<UUID, Structure> items = new HashMap<>();
        for (int i = 0; i < Math.min(MOST_REGIONS, table.u16(10)); i++) {
            Structure entry = table.part("VHDX metadata entry", 32 + 32 * i, 32);
            UUID id = guid(entry);
            if (id.equals(PARAMETERS) || id.equals(DISK_SIZE) || id.equals(SECTOR_SIZE)) {
                entry.require(entry.u32(16) <= metadata.length(), "it leaves the metadata");
                items.put(id, Structure.read(file, "VHDX metadata", metadata.offset() + entry.u32(16), 8, order()));
            } else if ((entry.s32(24) & REQUIRED) != 0 && !VhdxItems.HARMLESS.contains(id)) {
                throw new UnsupportedFormatException("the VHDX has metadata that is not known: " + id);
            }
        }
        return items;
    }

    private static UUID guid(Structure entry) throws CorruptFileSystemException {
        return LittleEndian.of(entry.bytes(0, 16)).guid(0);
    }

    private static <T> T require(Map<UUID, T> found, UUID id, String name) throws CorruptFileSystemException {
        T one = found.get(id);
        if (one == null) {
            throw new CorruptFileSystemException("VHDX", -1, "it has no " + name);
        }
        return one;
    }
}
