package htg.fsimage.btrfs;

import htg.fsimage.volume.ImageFormatException;
import htg.fsimage.volume.LittleEndian;
import htg.fsimage.volume.Volume;
import java.io.IOException;
import java.util.Arrays;
import java.util.UUID;

/**
 * One verified copy of a superblock.
 *
 * @param position where this copy lies, in bytes from the start of the device
 * @param fsid the file system's UUID, as {@code root=UUID=} takes it
 * @param deviceUuid this device's own UUID
 * @param label up to 255 bytes
 * @param generation transaction that wrote it; the highest of several copies is the valid one
 * @param totalBytes size of the file system on all devices
 * @param usedBytes allocated bytes
 * @param deviceBytes what it uses of this device, from its start
 * @param deviceCount number of devices
 * @param sectorSize bytes a block
 * @param nodeSize bytes a tree node
 * @param checksum how everything in the file system is checksummed
 * @param incompatFlags features without which it must not be read
 */
public record BtrfsSuperblock(
        long position,
        UUID fsid,
        UUID deviceUuid,
        String label,
        long generation,
        long totalBytes,
        long usedBytes,
        long deviceBytes,
        long deviceCount,
        long sectorSize,
        long nodeSize,
        ChecksumType checksum,
        long incompatFlags) {
    /** Size of a superblock. */
    public static final int SIZE = 4096;

    /** Length of the checksum field, which covers everything after it. */
    static final int CHECKSUM_FIELD = 32;

    /** "_BHRfS_M" as a little-endian number. */
    private static final long MAGIC = 0x4D5F53665248425FL;

    private static final int DEVICE = 0xC9;
    private static final int LABEL = 0x12B;

    /**
     * Reads and verifies the copy at {@code position}.
     *
     * @throws ImageFormatException when there is none, its checksum is wrong, or its numbers contradict each other
     */
    static BtrfsSuperblock read(Volume device, long position) throws IOException {
        BtrfsSuperblock superblock = readCutOff(device, position);
        require(
                superblock.deviceBytes <= device.size(),
                "a size of " + superblock.deviceBytes + " bytes on a device of " + device.size() + " bytes");
        return superblock;
    }

    /** As {@link #read}, of a device whose end may be missing. */
    static BtrfsSuperblock readCutOff(Volume device, long position) throws IOException {
        return readUnsized(device, position).requireSane();
    }

    /** As {@link #read}, of a device of which only the beginning is there. */
    static BtrfsSuperblock readUnsized(Volume device, long position) throws IOException {
        byte[] raw = device.read(position, SIZE);
        LittleEndian fields = LittleEndian.of(raw);
        if (fields.bits64(0x40) != MAGIC) {
            throw new ImageFormatException("no btrfs superblock at byte " + position);
        }
        ChecksumType checksum = ChecksumType.of(fields.u16(0xC4));
        byte[] expected = checksum.of(raw, CHECKSUM_FIELD, SIZE - CHECKSUM_FIELD);
        if (!Arrays.equals(expected, fields.bytes(0, expected.length))) {
            throw new ImageFormatException("wrong checksum in the btrfs superblock at byte " + position);
        }
        if (fields.bits64(0x30) != position) {
            throw new ImageFormatException(
                    "the btrfs superblock at byte " + position + " says it belongs at " + fields.bits64(0x30));
        }
        return parse(fields, position, checksum);
    }

    private static BtrfsSuperblock parse(LittleEndian fields, long position, ChecksumType checksum)
            throws ImageFormatException {
        return new BtrfsSuperblock(
                position,
                fields.uuid(0x20),
                fields.uuid(DEVICE + 66),
                fields.text(LABEL, 256),
                fields.u63(0x48, "btrfs generation"),
                fields.u63(0x70, "btrfs size"),
                fields.u63(0x78, "btrfs used bytes"),
                fields.u63(DEVICE + 8, "btrfs device size"),
                fields.u63(0x88, "btrfs number of devices"),
                fields.u32(0x90),
                fields.u32(0x94),
                checksum,
                fields.bits64(0xBC));
    }

    private BtrfsSuperblock requireSane() throws ImageFormatException {
        require(isPowerOfTwo(sectorSize, 65_536) && sectorSize >= 512, "sector size " + sectorSize);
        require(isPowerOfTwo(nodeSize, 65_536) && nodeSize >= sectorSize, "node size " + nodeSize);
        require(usedBytes <= totalBytes, usedBytes + " of " + totalBytes + " bytes used");
        require(deviceCount > 0, "no devices");
        return this;
    }

    private static boolean isPowerOfTwo(long value, long largest) {
        return value > 0 && value <= largest && Long.bitCount(value) == 1;
    }

    private static void require(boolean sane, String claim) throws ImageFormatException {
        if (!sane) {
            throw new ImageFormatException("the btrfs superblock claims " + claim);
        }
    }
}
