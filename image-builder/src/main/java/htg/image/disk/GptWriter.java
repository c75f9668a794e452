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
 * Writes a GUID partition table with its backup and the protective MBR (UEFI specification 2.10, chapter 5), with 128 entries,
 * twice: a medium with sectors of 4096 bytes has it in other places, counted in other units, than one with sectors of 512, and
 * an image does not know which of them it will be copied to. The first 440 bytes of the disk, which belong to the boot loader, are
 * left alone.
 */
public final class GptWriter {
    /** What a BIOS counts in, in bytes. */
    public static final int SECTOR = 512;

    private static final int ENTRIES = 128;
    private static final int ENTRY_SIZE = 128;
    private static final int HEADER_SIZE = 92;
    private static final int REVISION = 0x00010000;
    private static final byte[] SIGNATURE = "EFI PART".getBytes(StandardCharsets.US_ASCII);
    private static final int MBR_TABLE = 446;

    private final UUID disk;
    private final List<PartitionEntry> partitions;
    private final long size;

    /**
     * A table for a disk.
     *
     * @param size of the disk in bytes, a multiple of 4096
     */
    public GptWriter(UUID disk, List<PartitionEntry> partitions, long size) {
        if (size % GptPlaces.S4096.sector() != 0 || partitions.size() > ENTRIES) {
            throw new IllegalArgumentException("no table for " + size + " bytes, " + partitions.size() + " partitions");
        }
        this.disk = disk;
        this.partitions = List.copyOf(partitions);
        this.size = size;
    }

    /** Writes both copies of both tables, and the protective MBR. */
    public void writeTo(FileChannel channel) throws IOException {
        write(channel, MBR_TABLE, protectiveTable());
        for (GptPlaces places : GptPlaces.values()) {
            writeTable(channel, places);
        }
    }

    private void writeTable(FileChannel channel, GptPlaces places) throws IOException {
        ByteBuffer entries = entries(places.sector());
        long first = places.sector();
        long last = size - places.sector();
        long backup = places.backupEntries(size);
        write(channel, first, header(places.sector(), first, last, places.entries(), entries));
        write(channel, places.entries(), entries.duplicate());
        write(channel, backup, entries.duplicate());
        write(channel, last, header(places.sector(), last, first, backup, entries));
    }

    /** Places are in bytes. */
    private ByteBuffer header(int sector, long own, long other, long table, ByteBuffer entries) {
        ByteBuffer header = buffer(HEADER_SIZE);
        header.put(SIGNATURE).putInt(REVISION).putInt(HEADER_SIZE).putInt(0).putInt(0);
        header.putLong(own / sector).putLong(other / sector);
        header.putLong(GptPlaces.FIRST_USABLE / sector).putLong((size - GptPlaces.ROOM) / sector - 1);
        putGuid(header, disk);
        header.putLong(table / sector).putInt(ENTRIES).putInt(ENTRY_SIZE);
        header.putInt(crc(entries.duplicate(), entries.limit()));
        return header.putInt(16, crc(header.duplicate().flip(), HEADER_SIZE)).rewind();
    }

    private ByteBuffer entries(int sector) {
        ByteBuffer table = buffer(ENTRIES * ENTRY_SIZE);
        for (int i = 0; i < partitions.size(); i++) {
            PartitionEntry partition = partitions.get(i);
            long first = partition.start() / sector;
            table.position(i * ENTRY_SIZE);
            putGuid(table, partition.type());
            putGuid(table, partition.unique());
            table.putLong(first)
                    .putLong(first + partition.length() / sector - 1)
                    .putLong(partition.attributes());
            table.put(partition.name().getBytes(StandardCharsets.UTF_16LE));
        }
        return table.rewind();
    }

    /** One entry of type EE over the whole disk, and the signature; some BIOSes boot only from an active one. */
    private ByteBuffer protectiveTable() {
        ByteBuffer table = buffer(SECTOR - MBR_TABLE);
        table.put((byte) 0x80).put((byte) 0).put((byte) 2).put((byte) 0);
        table.put((byte) 0xEE).put((byte) 0xFF).put((byte) 0xFF).put((byte) 0xFF);
        table.putInt(1).putInt((int) Math.min(size / SECTOR - 1, 0xFFFF_FFFFL));
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
