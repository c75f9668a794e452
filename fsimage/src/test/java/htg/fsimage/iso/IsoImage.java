package htg.fsimage.iso;

import htg.fsimage.fs.FileSystem;
import htg.fsimage.fs.OpenRequest;
import htg.fsimage.volume.Volume;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;

/** A disc made byte by byte: descriptors in sectors 16 and 17, the root folder in 20, all else where a test puts it. */
final class IsoImage {
    static final int ROOT = 20;
    private static final int SECTOR = 2048;

    final ByteBuffer bytes = ByteBuffer.allocate(64 * SECTOR).order(ByteOrder.LITTLE_ENDIAN);
    private int next = ROOT * SECTOR;

    IsoImage() {
        descriptor(16, 1, ROOT, 64);
        bytes.put(17 * SECTOR, (byte) 255).put(17 * SECTOR + 1, ascii("CD001"));
        folder(ROOT, ROOT);
        next += 68;
    }

    /** Both records of dots. */
    void folder(int sector, int above) {
        record(sector * SECTOR, "\0", 2, sector, SECTOR, new byte[0]);
        record(sector * SECTOR + 34, "\1", 2, above, SECTOR, new byte[0]);
    }

    void descriptor(int sector, int type, int root, int sectors) {
        int at = sector * SECTOR;
        bytes.put(at, (byte) type).put(at + 1, ascii("CD001")).put(at + 6, (byte) 1);
        bytes.put(at + 40, ascii("LABEL"));
        both32(at + 80, sectors);
        bytes.putShort(at + 128, (short) SECTOR).putShort(at + 130, Short.reverseBytes((short) SECTOR));
        record(at + 156, "\0", 2, root, SECTOR, new byte[0]);
    }

    /** Says that there is Rock Ridge. */
    IsoImage rockRidge() {
        byte[] use = join(new byte[] {'S', 'P', 7, 1, (byte) 0xBE, (byte) 0xEF, 0}, mode(040755));
        record(ROOT * SECTOR, "\0", 2, ROOT, SECTOR, use);
        next = ROOT * SECTOR + bytes.get(ROOT * SECTOR);
        return record("\1", 2, ROOT, SECTOR);
    }

    /** Adds a record to the root folder. */
    IsoImage record(String name, int flags, int sector, int size, byte[]... use) {
        next = record(next, name, flags, sector, size, join(use));
        return this;
    }

    /** Where the last record that was added begins. */
    int last() {
        int at = ROOT * SECTOR;
        while (at + Byte.toUnsignedInt(bytes.get(at)) < next) {
            at += Byte.toUnsignedInt(bytes.get(at));
        }
        return at;
    }

    int record(int at, String name, int flags, int sector, int size, byte[] use) {
        int length = 33 + name.length() + (name.length() % 2 == 0 ? 1 : 0) + use.length;
        length += length % 2;
        bytes.put(at, (byte) length);
        both32(at + 2, sector);
        both32(at + 10, size);
        bytes.put(at + 18, new byte[] {117, 7, 14, 2, 40, 0, 0}).put(at + 25, (byte) flags);
        bytes.put(at + 32, (byte) name.length()).put(at + 33, name.getBytes(StandardCharsets.ISO_8859_1));
        bytes.put(at + length - use.length - (use.length % 2), use);
        return at + length;
    }

    void both32(int at, int value) {
        bytes.putInt(at, value).putInt(at + 4, Integer.reverseBytes(value));
    }

    IsoImage fill(int sector, String text) {
        bytes.put(sector * SECTOR, ascii(text));
        return this;
    }

    FileSystem open() throws IOException {
        return new IsoProvider().open(OpenRequest.of(Volume.of(bytes.array())));
    }

    /** An entry of Rock Ridge with numbers that are stored twice. */
    static byte[] entry(String signature, int... numbers) {
        ByteBuffer entry = ByteBuffer.allocate(4 + numbers.length * 8).order(ByteOrder.LITTLE_ENDIAN);
        entry.put(ascii(signature)).put((byte) entry.capacity()).put((byte) 1);
        for (int number : numbers) {
            entry.putInt(number).putInt(Integer.reverseBytes(number));
        }
        return entry.array();
    }

    static byte[] mode(int mode) {
        return entry("PX", mode, 1, 1000, 100);
    }

    static byte[] name(int flags, String name) {
        return join(ascii("NM"), new byte[] {(byte) (5 + name.length()), 1, (byte) flags}, ascii(name));
    }

    static byte[] join(byte[]... parts) {
        ByteBuffer all = ByteBuffer.allocate(1024);
        for (byte[] part : parts) {
            all.put(part);
        }
        return java.util.Arrays.copyOf(all.array(), all.position());
    }

    private static byte[] ascii(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
