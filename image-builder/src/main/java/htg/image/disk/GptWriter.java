package htg.image.disk;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.UUID;
import java.util.zip.CRC32;

/**
 * Writes a GUID partition table with its backup and the protective MBR (UEFI specification 2.10, chapter 5), for
 * 512-byte sectors and 128 entries. The first 440 bytes of the disk, which belong to the boot loader, are left alone.
 */
public final class GptWriter {
    public static final int SECTOR = 512;

    private static final int ENTRIES = 128;
    private static final int ENTRY_SIZE = 128;
    private static final int ENTRY_SECTORS = ENTRIES * ENTRY_SIZE / SECTOR;
    private static final int HEADER_SIZE = 92;
    private static final int REVISION = 0x00010000;
    private static final byte[] SIGNATURE = "EFI PART".getBytes(StandardCharsets.US_ASCII);
    private static final int MBR_TABLE = 446;

    private final UUID disk;
    private final List<PartitionEntry> partitions;
    private final long sectors;

    /**
     * A table for a disk.
     *
     * @param size of the disk in bytes, a multiple of 512
     */
    public GptWriter(UUID disk, List<PartitionEntry> partitions, long size) {
        if (size % SECTOR != 0 || partitions.size() > ENTRIES) {
            throw new IllegalArgumentException("no table for " + size + " bytes, " + partitions.size() + " partitions");
        }
        this.disk = disk;
        this.partitions = List.copyOf(partitions);
        this.sectors = size / SECTOR;
    }

    /** Writes both copies of the table and the protective MBR. */
    public void writeTo(FileChannel channel) throws IOException {
        ByteBuffer entries = entries();
        long last = sectors - 1;
        write(channel, MBR_TABLE, protectiveTable());
        write(channel, SECTOR, header(1, last, 2, entries));
        write(channel, 2L * SECTOR, entries.duplicate());
        write(channel, (last - ENTRY_SECTORS) * SECTOR, entries.duplicate());
        write(channel, last * SECTOR, header(last, 1, last - ENTRY_SECTORS, entries));
    }

    private ByteBuffer header(long own, long other, long table, ByteBuffer entries) {
        ByteBuffer header = buffer(SECTOR);
        header.put(SIGNATURE).putInt(REVISION).putInt(HEADER_SIZE).putInt(0).putInt(0);
        header.putLong(own).putLong(other);
        header.putLong(2L + ENTRY_SECTORS).putLong(sectors - 2L - ENTRY_SECTORS);
        putGuid(header, disk);
        header.putLong(table).putInt(ENTRIES).putInt(ENTRY_SIZE).putInt(crc(entries.duplicate(), entries.limit()));
        return header.putInt(16, crc(header.duplicate().flip(), HEADER_SIZE)).rewind();
    }

    private ByteBuffer entries() {
        ByteBuffer table = buffer(ENTRIES * ENTRY_SIZE);
        for (int i = 0; i < partitions.size(); i++) {
            PartitionEntry partition = partitions.get(i);
            table.position(i * ENTRY_SIZE);
            putGuid(table, partition.type());
            putGuid(table, partition.unique());
            table.putLong(partition.firstLba()).putLong(partition.lastLba()).putLong(partition.attributes());
            table.put(partition.name().getBytes(StandardCharsets.UTF_16LE));
        }
        return table.rewind();
    }

    /** One entry of type EE over the whole disk, and the signature; some BIOSes boot only from an active one. */
    private ByteBuffer protectiveTable() {
        ByteBuffer table = buffer(SECTOR - MBR_TABLE);
        table.put((byte) 0x80).put((byte) 0).put((byte) 2).put((byte) 0);
        table.put((byte) 0xEE).put((byte) 0xFF).put((byte) 0xFF).put((byte) 0xFF);
        table.putInt(1).putInt((int) Math.min(sectors - 1, 0xFFFF_FFFFL));
        return table.put(64, (byte) 0x55).put(65, (byte) 0xAA).rewind();
    }

    /** The first three fields are little-endian numbers, the rest bytes in order (UEFI appendix A). */
    private static void putGuid(ByteBuffer target, UUID guid) {
        long high = guid.getMostSignificantBits();
        target.putInt((int) (high >>> 32)).putShort((short) (high >>> 16)).putShort((short) high);
        target.order(ByteOrder.BIG_ENDIAN)
                .putLong(guid.getLeastSignificantBits())
                .order(ByteOrder.LITTLE_ENDIAN);
    }

    private static int crc(ByteBuffer bytes, int length) {
        CRC32 crc = new CRC32();
        crc.update(bytes.duplicate().rewind().limit(length));
        return (int) crc.getValue();
    }

    private static ByteBuffer buffer(int size) {
        return ByteBuffer.allocate(size).order(ByteOrder.LITTLE_ENDIAN);
    }

    private static void write(FileChannel channel, long position, ByteBuffer bytes) throws IOException {
        long at = position;
        while (bytes.hasRemaining()) {
            at += channel.write(bytes, at);
        }
    }
}
