package htg.fsimage.tar;

import htg.fsimage.volume.CorruptFileSystemException;
import htg.fsimage.volume.Names;
import htg.fsimage.volume.Structure;
import java.io.IOException;
import java.nio.ByteOrder;

/** A header: one block of 512 bytes with text in most of its fields. */
final class TarHeader {
    static final int BLOCK = 512;

    private static final int NAME = 100;
    private static final int SUM = 148;
    private static final int SUM_LENGTH = 8;
    private static final int PREFIX = 345;
    private static final int PREFIX_LENGTH = 155;
    private static final int STAR_PREFIX_LENGTH = 131;

    private final Structure fields;

    private TarHeader(Structure fields) {
        this.fields = fields;
    }

    /** The header in a block whose checksum is right. */
    static TarHeader of(byte[] block, long place) throws CorruptFileSystemException {
        TarHeader header = new TarHeader(Structure.of("tar header", place, block, ByteOrder.BIG_ENDIAN));
        header.fields.require(sound(block), "it fails its checksum");
        return header;
    }

    /** Whether a block is a header: the sum of its bytes is right, signed or not, as if that field had spaces. */
    static boolean sound(byte[] block) {
        long unsigned = 0;
        long signed = 0;
        for (int i = 0; i < BLOCK; i++) {
            byte value = i >= SUM && i < SUM + SUM_LENGTH ? (byte) ' ' : block[i];
            unsigned += Byte.toUnsignedInt(value);
            signed += value;
        }
        try {
            long stored = TarNumber.read(block, SUM, SUM_LENGTH);
            return stored == unsigned || stored == signed;
        } catch (NumberFormatException none) {
            return false;
        }
    }

    /** Whether it has the fields of ustar, with which GNU's differ little. */
    boolean extended() {
        return fields.has(257, (byte) 'u', (byte) 's', (byte) 't', (byte) 'a', (byte) 'r');
    }

    /** What it is written in. */
    String format() {
        if (!extended()) {
            return "v7";
        }
        return gnu() ? "gnu" : "ustar";
    }

    private boolean gnu() {
        return fields.has(262, (byte) ' ');
    }

    char type() throws CorruptFileSystemException {
        return (char) fields.u8(156);
    }

    String name() throws CorruptFileSystemException {
        String name = fields.text(0, NAME);
        if (!extended() || gnu()) {
            return name;
        }
        boolean star = fields.has(508, (byte) 't', (byte) 'a', (byte) 'r', (byte) 0);
        String prefix = fields.text(PREFIX, star ? STAR_PREFIX_LENGTH : PREFIX_LENGTH);
        return prefix.isEmpty() ? name : prefix + "/" + name;
    }

    String linkName() throws CorruptFileSystemException {
        return fields.text(157, NAME);
    }

    int mode() throws IOException {
        return (int) number(100, 8);
    }

    long owner() throws IOException {
        return number(108, 8);
    }

    long group() throws IOException {
        return number(116, 8);
    }

    long size() throws IOException {
        long size = number(124, 12);
        fields.require(size >= 0, "its size is negative");
        return size;
    }

    long modified() throws IOException {
        return number(136, 12);
    }

    int major() throws IOException {
        return extended() ? (int) number(329, 8) : 0;
    }

    int minor() throws IOException {
        return extended() ? (int) number(337, 8) : 0;
    }

    /** The size with holes of a GNU sparse file. */
    long realSize() throws IOException {
        long size = number(483, 12);
        fields.require(size >= 0, "its size is negative");
        return size;
    }

    /** A number in a field of text. */
    long number(int offset, int length) throws IOException {
        try {
            return TarNumber.read(fields.bytes(offset, length), 0, length);
        } catch (NumberFormatException wrong) {
            throw fields.corrupt("'" + Names.printable(fields.text(offset, length)) + "' is no number");
        }
    }
}
