package htg.fsimage.partition;

import htg.fsimage.volume.Volume;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;

/** A disk with partition tables of all kinds, made byte by byte. Places and lengths are in sectors of 512 bytes. */
final class TableImage {
    private static final int BSD_MAGIC = 0x82564557;

    final ByteBuffer bytes;

    TableImage(int sectors) {
        bytes = ByteBuffer.allocate(sectors * 512).order(ByteOrder.LITTLE_ENDIAN);
    }

    Volume volume() {
        return Volume.of(bytes.array());
    }

    PartitionTable table() throws java.io.IOException {
        return PartitionTable.read(volume());
    }

    /** Describes a partition in the MBR, or in an extended boot record that is at {@code record}. */
    TableImage slot(int record, int slot, int type, int first, int count) {
        int at = record * 512 + 446 + (slot - 1) * 16;
        bytes.put(at + 4, (byte) type).putInt(at + 8, first).putInt(at + 12, count);
        bytes.putShort(record * 512 + 510, (short) 0xAA55);
        return this;
    }

    TableImage diskSignature(int number) {
        bytes.putInt(440, number);
        return this;
    }

    /** Begins a disklabel of 8 partitions in a sector. */
    TableImage bsd(int sector) {
        int at = sector * 512;
        bytes.putInt(at, BSD_MAGIC)
                .putInt(at + 132, BSD_MAGIC)
                .putInt(at + 40, 512)
                .putShort(at + 138, (short) 8);
        return sealBsd(sector);
    }

    TableImage bsd(int sector, char partition, int type, int first, int count) {
        int at = sector * 512 + 148 + 16 * (partition - 'a');
        bytes.putInt(at, count).putInt(at + 4, first).put(at + 12, (byte) type);
        return sealBsd(sector);
    }

    TableImage sealBsd(int sector) {
        int at = sector * 512;
        bytes.putShort(at + 136, (short) 0);
        bytes.putShort(at + 136, xor(at, 148 + 8 * 16));
        return this;
    }

    /** Begins a VTOC in a sector. */
    TableImage vtoc(int sector) {
        int at = sector * 512;
        bytes.putInt(at + 12, 0x600DDEEE).putInt(at + 16, 1).putShort(at + 28, (short) 512);
        bytes.putShort(at + 30, (short) 16).putShort(at + 508, (short) 0xDABE);
        return sealVtoc(sector);
    }

    TableImage vtoc(int sector, char slice, int tag, int first, int count) {
        int at = sector * 512 + 72 + 12 * (slice - 'a');
        bytes.putShort(at, (short) tag).putInt(at + 4, first).putInt(at + 8, count);
        return sealVtoc(sector);
    }

    TableImage sealVtoc(int sector) {
        bytes.putShort(sector * 512 + 510, (short) 0);
        bytes.putShort(sector * 512 + 510, xor(sector * 512, 512));
        return this;
    }

    /** Apple's map with blocks of 512 bytes; each entry is as long as all before it together. */
    TableImage apple(String... types) {
        ByteBuffer big = bytes.duplicate().order(ByteOrder.BIG_ENDIAN);
        big.putShort(0, (short) 0x4552).putShort(2, (short) 512);
        for (int i = 0; i < types.length; i++) {
            int at = 512 * (i + 1);
            big.putShort(at, (short) 0x504D).putInt(at + 4, types.length);
            big.putInt(at + 8, 1 << i).putInt(at + 12, 1 << i);
            big.put(at + 16, ("name " + i).getBytes(StandardCharsets.US_ASCII));
            big.put(at + 48, types[i].getBytes(StandardCharsets.US_ASCII));
        }
        return this;
    }

    private short xor(int from, int length) {
        int sum = 0;
        for (int at = from; at < from + length; at += 2) {
            sum ^= bytes.getShort(at);
        }
        return (short) sum;
    }
}
