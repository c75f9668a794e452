package htg.fsimage.volume;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.UUID;

/** Little-endian fields of an on-disk structure, as every PC format has them. */
public final class LittleEndian {
    private final byte[] raw;
    private final ByteBuffer bytes;

    private LittleEndian(byte[] raw) {
        this.raw = raw;
        this.bytes = ByteBuffer.wrap(raw).order(ByteOrder.LITTLE_ENDIAN);
    }

    /** The fields of a structure that starts at the array's first byte. */
    public static LittleEndian of(byte[] structure) {
        return new LittleEndian(structure);
    }

    public int u8(int offset) {
        return Byte.toUnsignedInt(bytes.get(offset));
    }

    public int u16(int offset) {
        return Short.toUnsignedInt(bytes.getShort(offset));
    }

    public long u32(int offset) {
        return Integer.toUnsignedLong(bytes.getInt(offset));
    }

    /** The 64 bits as they are: a value beyond {@link Long#MAX_VALUE} comes out negative. */
    public long bits64(int offset) {
        return bytes.getLong(offset);
    }

    /** An unsigned 64-bit size or position; {@code what} names it in the error. */
    public long u63(int offset, String what) throws ImageFormatException {
        long value = bits64(offset);
        if (value < 0) {
            throw new ImageFormatException(what + " is impossibly large: " + Long.toUnsignedString(value));
        }
        return value;
    }

    public byte[] bytes(int offset, int length) {
        return Arrays.copyOfRange(raw, offset, offset + length);
    }

    /** A UUID in the byte order of RFC 9562, most significant byte first, as Linux file systems store it. */
    public UUID uuid(int offset) {
        ByteBuffer big = bytes.duplicate().order(ByteOrder.BIG_ENDIAN);
        return new UUID(big.getLong(offset), big.getLong(offset + 8));
    }

    /** A GUID in the mixed byte order of UEFI (appendix A): the first three groups little-endian. */
    public UUID guid(int offset) {
        long high = u32(offset) << 32 | (long) u16(offset + 4) << 16 | u16(offset + 6);
        long low = bytes.duplicate().order(ByteOrder.BIG_ENDIAN).getLong(offset + 8);
        return new UUID(high, low);
    }

    /** Text in a fixed-size field, up to its first NUL. */
    public String text(int offset, int length) {
        byte[] field = bytes(offset, length);
        int end = 0;
        while (end < length && field[end] != 0) {
            end++;
        }
        return new String(field, 0, end, StandardCharsets.UTF_8);
    }

    /** UTF-16 text in a fixed-size field of {@code length} bytes, up to its first NUL. */
    public String utf16(int offset, int length) {
        StringBuilder text = new StringBuilder();
        for (int at = offset; at + 1 < offset + length && u16(at) != 0; at += 2) {
            text.append((char) u16(at));
        }
        return text.toString();
    }
}
