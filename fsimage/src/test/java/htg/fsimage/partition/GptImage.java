package htg.fsimage.partition;

import htg.fsimage.volume.Volume;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.UUID;
import java.util.zip.CRC32;

/** A disk with a GPT, made byte by byte, that a test then damages. */
final class GptImage {
    private static final int ENTRIES = 128;
    private static final int ENTRY = 128;

    final int sectorSize;
    final int sectors;
    final UUID diskGuid = UUID.fromString("01234567-89ab-cdef-0123-456789abcdef");
    final ByteBuffer bytes;
    private final byte[] array = new byte[ENTRIES * ENTRY];

    GptImage(int sectorSize, int sectors) {
        this.sectorSize = sectorSize;
        this.sectors = sectors;
        this.bytes = ByteBuffer.allocate(sectorSize * sectors).order(ByteOrder.LITTLE_ENDIAN);
        protectiveMbr();
    }

    GptImage with(int index, UUID type, UUID unique, String name, long first, long last) {
        ByteBuffer entry = ByteBuffer.wrap(array).order(ByteOrder.LITTLE_ENDIAN).position((index - 1) * ENTRY);
        put(entry, type);
        put(entry, unique);
        entry.putLong(first).putLong(last).putLong(4).put(name.getBytes(StandardCharsets.UTF_16LE));
        return this;
    }

    /** Writes both copies, with their checksums. */
    GptImage sealed() {
        int arraySectors = arraySectors();
        write(array, 2);
        write(array, sectors - 1 - arraySectors);
        header(1, sectors - 1, 2);
        header(sectors - 1, 1, sectors - 1 - arraySectors);
        return this;
    }

    int arraySectors() {
        return array.length / sectorSize;
    }

    /** Gives the header in a sector a right checksum again after a test has changed it. */
    void reseal(int sector) {
        int at = sector * sectorSize;
        bytes.putInt(at + 16, 0);
        bytes.putInt(at + 16, crc(bytes.array(), at, 92));
    }

    Volume volume() {
        return Volume.of(bytes.array());
    }

    private void header(int sector, int other, int arraySector) {
        int at = sector * sectorSize;
        bytes.put(at, "EFI PART".getBytes(StandardCharsets.US_ASCII));
        bytes.putInt(at + 8, 0x10000).putInt(at + 12, 92);
        bytes.putLong(at + 24, sector).putLong(at + 32, other);
        bytes.putLong(at + 40, 2 + arraySectors()).putLong(at + 48, sectors - 2 - arraySectors());
        put(bytes.duplicate().order(ByteOrder.LITTLE_ENDIAN).position(at + 56), diskGuid);
        bytes.putLong(at + 72, arraySector).putInt(at + 80, ENTRIES).putInt(at + 84, ENTRY);
        bytes.putInt(at + 88, crc(array, 0, array.length));
        reseal(sector);
    }

    private void protectiveMbr() {
        bytes.put(446 + 4, (byte) 0xEE).putInt(446 + 8, 1).putInt(446 + 12, sectors - 1);
        bytes.putShort(510, (short) 0xAA55);
    }

    private void write(byte[] content, int sector) {
        bytes.put(sector * sectorSize, content);
    }

    private static void put(ByteBuffer target, UUID guid) {
        long high = guid.getMostSignificantBits();
        target.putInt((int) (high >>> 32)).putShort((short) (high >>> 16)).putShort((short) high);
        target.order(ByteOrder.BIG_ENDIAN)
                .putLong(guid.getLeastSignificantBits())
                .order(ByteOrder.LITTLE_ENDIAN);
    }

    private static int crc(byte[] content, int offset, int length) {
        CRC32 crc = new CRC32();
        crc.update(content, offset, length);
        return (int) crc.getValue();
    }
}
