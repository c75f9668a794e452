package htg.fsimage.cpio;

import htg.fsimage.fs.Attributes.Device;
import htg.fsimage.volume.CorruptFileSystemException;
import java.nio.charset.StandardCharsets;

/**
 * The fields of a header, whatever its kind.
 *
 * @param device which file system the file was on, with {@code inode} what tells hard links
 * @param special the number of a device
 * @param nameLength with the NUL at its end
 * @param sum of the bytes of its data, where its kind has that
 */
record CpioHeader(
        CpioFormat format,
        Device device,
        long inode,
        int mode,
        long owner,
        long group,
        long links,
        Device special,
        long modified,
        int nameLength,
        long size,
        long sum) {
    private static final int LONGEST_NAME = 64 << 10;

    /** The header in some bytes, which lie at {@code place} in the volume. */
    static CpioHeader of(CpioFormat format, byte[] bytes, long place) throws CorruptFileSystemException {
        CpioHeader header = switch (format) {
            case NEWC, CRC -> hexadecimal(format, bytes, place);
            case ODC -> octal(bytes, place);
            case BINARY, BINARY_SWAPPED -> binary(format, bytes);
        };
        if (header.nameLength < 1 || header.nameLength > LONGEST_NAME) {
            throw new CorruptFileSystemException("cpio header", place, "its name has " + header.nameLength + " bytes");
        }
        return header;
    }

    private static CpioHeader hexadecimal(CpioFormat format, byte[] bytes, long place)
            throws CorruptFileSystemException {
        long[] fields = new long[13];
        for (int i = 0; i < fields.length; i++) {
            fields[i] = number(bytes, 6 + 8 * i, 8, 16, place);
        }
        return new CpioHeader(
                format,
                new Device((int) fields[7], (int) fields[8]),
                fields[0],
                (int) fields[1],
                fields[2],
                fields[3],
                fields[4],
                new Device((int) fields[9], (int) fields[10]),
                fields[5],
                (int) Math.min(fields[11], Integer.MAX_VALUE),
                fields[6],
                fields[12]);
    }

    private static CpioHeader octal(byte[] bytes, long place) throws CorruptFileSystemException {
        int[] widths = {6, 6, 6, 6, 6, 6, 6, 11, 6, 11};
        long[] fields = new long[widths.length];
        int at = 6;
        for (int i = 0; i < fields.length; i++) {
            fields[i] = number(bytes, at, widths[i], 8, place);
            at += widths[i];
        }
        return old(CpioFormat.ODC, fields);
    }

    private static CpioHeader binary(CpioFormat format, byte[] bytes) {
        int[] words = new int[13];
        for (int i = 0; i < words.length; i++) {
            int first = Byte.toUnsignedInt(bytes[2 * i]);
            int second = Byte.toUnsignedInt(bytes[2 * i + 1]);
            words[i] = format == CpioFormat.BINARY ? (second << 8) | first : (first << 8) | second;
        }
        // Of two words the higher comes first on all machines.
        long modified = ((long) words[8] << 16) | words[9];
        long size = ((long) words[11] << 16) | words[12];
        return old(format, new long[] {
            words[1], words[2], words[3], words[4], words[5], words[6], words[7], modified, words[10], size
        });
    }

    private static CpioHeader old(CpioFormat format, long[] fields) {
        return new CpioHeader(
                format,
                device(fields[0]),
                fields[1],
                (int) fields[2],
                fields[3],
                fields[4],
                fields[5],
                device(fields[6]),
                fields[7],
                (int) fields[8],
                fields[9],
                0);
    }

    private static Device device(long number) {
        return new Device((int) (number >> 8), (int) (number & 0xFF));
    }

    private static long number(byte[] bytes, int at, int width, int radix, long place)
            throws CorruptFileSystemException {
        long value = 0;
        for (int i = at; i < at + width; i++) {
            int digit = Character.digit(bytes[i], radix);
            if (digit < 0) {
                String text = new String(bytes, at, width, StandardCharsets.US_ASCII);
                throw new CorruptFileSystemException("cpio header", place, "'" + text + "' is no number");
            }
            value = value * radix + digit;
        }
        return value;
    }
}
