package htg.fsimage.volume;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Arrays;
import java.util.UUID;

/**
 * The bytes of one on-disk structure with its name and place, so that whatever is wrong with them can be told. No offset is trusted: a
 * field that is not inside the structure is a {@link CorruptFileSystemException} as well. Safe for several threads at once.
 */
public final class Structure {
    private final String name;
    private final long place;
    private final byte[] raw;
    private final ByteBuffer bytes;

    private Structure(String name, long place, byte[] raw, ByteOrder order) {
        this.name = name;
        this.place = place;
        this.raw = raw;
        this.bytes = ByteBuffer.wrap(raw).order(order);
    }

    /**
     * A structure whose bytes are already read and do not change any more.
     *
     * @param name what it is called in its format, such as {@code ext4 superblock}
     * @param place where it begins in the volume, in bytes; -1 where it has no one place
     */
    public static Structure of(String name, long place, byte[] bytes, ByteOrder order) {
        return new Structure(name, place, bytes, order);
    }

    /** Reads a structure from a volume. */
    public static Structure read(Volume volume, String name, long place, int length, ByteOrder order)
            throws IOException {
        if (place < 0 || place > volume.size() || length > volume.size() - place) {
            throw new CorruptFileSystemException(
                    name, place, "its " + length + " bytes leave the volume of " + volume.size() + " bytes");
        }
        return new Structure(name, place, volume.read(place, length), order);
    }

    public String name() {
        return name;
    }

    /** Where it begins in the volume; -1 where it has no one place. */
    public long place() {
        return place;
    }

    /** Size in bytes. */
    public int length() {
        return raw.length;
    }

    public int u8(int offset) throws CorruptFileSystemException {
        return Byte.toUnsignedInt(raw[checked(offset, 1)]);
    }

    public int u16(int offset) throws CorruptFileSystemException {
        return Short.toUnsignedInt(bytes.getShort(checked(offset, 2)));
    }

    public int s32(int offset) throws CorruptFileSystemException {
        return bytes.getInt(checked(offset, 4));
    }

    public long u32(int offset) throws CorruptFileSystemException {
        return Integer.toUnsignedLong(s32(offset));
    }

    /** The 64 bits as they are: a value beyond {@link Long#MAX_VALUE} comes out negative. */
    public long bits64(int offset) throws CorruptFileSystemException {
        return bytes.getLong(checked(offset, 8));
    }

    /** An unsigned 64-bit size or position; {@code what} names the field in the error. */
    public long u63(int offset, String what) throws CorruptFileSystemException {
        long value = bits64(offset);
        require(value >= 0, what + " is impossibly large");
        return value;
    }

    public byte[] bytes(int offset, int length) throws CorruptFileSystemException {
        checked(offset, length);
        return Arrays.copyOfRange(raw, offset, offset + length);
    }

    /** All of it. */
    public byte[] bytes() {
        return raw.clone();
    }

    /** Another structure inside this one, with a name of its own. */
    public Structure part(String part, int offset, int length) throws CorruptFileSystemException {
        return new Structure(part, place < 0 ? -1 : place + offset, bytes(offset, length), bytes.order());
    }

    /** Whether these bytes are at this offset; not when they would leave the structure. */
    public boolean has(int offset, byte... expected) {
        return offset >= 0
                && expected.length <= raw.length
                && offset <= raw.length - expected.length
                && Arrays.equals(raw, offset, offset + expected.length, expected, 0, expected.length);
    }

    /** A UUID in the byte order of RFC 9562, most significant byte first, as Linux file systems store it. */
    public UUID uuid(int offset) throws CorruptFileSystemException {
        ByteBuffer big = ByteBuffer.wrap(raw, checked(offset, 16), 16);
        return new UUID(big.getLong(), big.getLong());
    }

    /** Text in a fixed-size field, up to its first NUL; see {@link Names}. */
    public String text(int offset, int length) throws CorruptFileSystemException {
        byte[] field = bytes(offset, length);
        int end = 0;
        while (end < length && field[end] != 0) {
            end++;
        }
        return Names.decode(Arrays.copyOf(field, end));
    }

    /** Throws unless a claim about it holds; {@code problem} says what is wrong when it does not. */
    public void require(boolean sound, String problem) throws CorruptFileSystemException {
        if (!sound) {
            throw corrupt(problem);
        }
    }

    /** What to throw when something is wrong with it. */
    public CorruptFileSystemException corrupt(String problem) {
        return new CorruptFileSystemException(name, place, problem);
    }

    private int checked(int offset, int length) throws CorruptFileSystemException {
        if (offset < 0 || length < 0 || length > raw.length || offset > raw.length - length) {
            throw corrupt("a field of " + length + " bytes at " + offset + " leaves its " + raw.length + " bytes");
        }
        return offset;
    }
}
