package htg.fsimage.image;

import htg.fsimage.volume.ImageFormatException;
import htg.fsimage.volume.Structure;
import htg.fsimage.volume.Volume;
import java.io.IOException;
import java.nio.ByteOrder;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.UUID;

/** What superblocks have in common. */
final class Bytes {
    private static final UUID NONE = new UUID(0, 0);

    private Bytes() {}

    static Structure little(Volume volume, long place, int length) throws IOException {
        return Structure.read(volume, "superblock", place, length, ByteOrder.LITTLE_ENDIAN);
    }

    static Structure big(Volume volume, long place, int length) throws IOException {
        return Structure.read(volume, "superblock", place, length, ByteOrder.BIG_ENDIAN);
    }

    /** Whether bytes, given as characters, are at a place of a volume. */
    static boolean has(Volume volume, long place, String magic) throws IOException {
        byte[] expected = magic.getBytes(StandardCharsets.ISO_8859_1);
        return place >= 0
                && place <= volume.size() - expected.length
                && little(volume, place, expected.length).has(0, expected);
    }

    /** A UUID as text; empty where it is all zeros. */
    static String uuid(Structure fields, int offset) throws ImageFormatException {
        UUID uuid = fields.uuid(offset);
        return uuid.equals(NONE) ? "" : uuid.toString();
    }

    /** Text up to its first NUL without spaces at its end, as {@code blkid} shows labels. */
    static String label(Structure fields, int offset, int length) throws ImageFormatException {
        return fields.text(offset, length).stripTrailing();
    }

    /** Text of 16-bit characters up to its first NUL. */
    static String utf16(Structure fields, int offset, int length, Charset charset) throws ImageFormatException {
        String text = new String(fields.bytes(offset, length), charset);
        int end = text.indexOf('\0');
        return end < 0 ? text : text.substring(0, end);
    }

    /** CRC-32 in the bit order of Ethernet, from a start value and without a final complement. */
    static int crc32(int start, byte[] bytes, int from, int to) {
        int crc = start;
        for (int at = from; at < to; at++) {
            crc ^= Byte.toUnsignedInt(bytes[at]);
            for (int bit = 0; bit < 8; bit++) {
                crc = (crc >>> 1) ^ ((crc & 1) == 0 ? 0 : 0xEDB88320);
            }
        }
        return crc;
    }
}
