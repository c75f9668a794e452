package htg.fsimage.cpio;

import htg.fsimage.volume.ImageFormatException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.HexFormat;

/**
 * The head of one entry of a cpio archive in the "newc" format of Linux' ramdisks
 * (Documentation/driver-api/early-userspace/buffer-format.rst); its content is what the stream has next.
 *
 * @param fields numbers in hexadecimal digits, of which only sizes and links are looked at
 */
public record CpioEntry(String fields, String name) {
    /** How many bytes tell whether an entry begins. */
    static final int MAGIC_LENGTH = 6;

    private static final String MAGIC = "070701";
    private static final String MAGIC_WITH_CHECKSUMS = "070702";
    private static final int FIELDS = 110;
    private static final int LINKS = 38;
    private static final int SIZE = 54;
    private static final int NAME_SIZE = 94;
    private static final int DIGITS = 8;
    private static final int ALIGNMENT = 4;

    /** The longest name that the kernel takes, with the zero at its end. */
    private static final int LONGEST_NAME = 4096;

    private static final int BUFFER = 32 << 10;

    /** Whether these bytes begin an entry. */
    static boolean starts(byte[] bytes) {
        String magic = text(bytes);
        return magic.startsWith(MAGIC) || magic.startsWith(MAGIC_WITH_CHECKSUMS);
    }

    /**
     * Reads one, as far as its content.
     *
     * @throws ImageFormatException when it is damaged or cut off
     */
    public static CpioEntry read(InputStream source) throws IOException {
        String fields = text(exactly(FIELDS, source));
        long length = number(fields, NAME_SIZE);
        if (length < 1 || length > LONGEST_NAME) {
            throw new ImageFormatException("the cpio archive is damaged: it has a name of " + length + " bytes");
        }
        String name = text(exactly((int) length, source)).substring(0, (int) length - 1);
        source.readNBytes(padding(FIELDS + length));
        return new CpioEntry(fields, name);
    }

    /** How many bytes its content has. */
    public long size() throws IOException {
        return number(fields, SIZE);
    }

    /** Whether its file has other names, which may have no content of their own. */
    public boolean isLinked() throws IOException {
        return number(fields, LINKS) > 1;
    }

    /** The same under another name of the same length. */
    public CpioEntry named(String other) {
        if (other.length() != name.length()) {
            throw new IllegalArgumentException("'" + other + "' is not as long as '" + name + "'");
        }
        return new CpioEntry(fields, other);
    }

    /** Copies it with its content. */
    public void copy(InputStream source, OutputStream target) throws IOException {
        target.write((fields + name + '\0').getBytes(StandardCharsets.ISO_8859_1));
        target.write(new byte[padding(FIELDS + name.length() + 1L)]);
        copyContent(source, target);
        target.write(new byte[padding(size())]);
    }

    /** Passes its content over. */
    public void skip(InputStream source) throws IOException {
        copyContent(source, OutputStream.nullOutputStream());
    }

    /**
     * Its content in memory.
     *
     * @throws ImageFormatException when it is larger than {@code largest}, damaged or cut off
     */
    public byte[] content(InputStream source, int largest) throws IOException {
        if (size() > largest) {
            throw new ImageFormatException("the cpio archive has a file of " + size() + " bytes: " + name);
        }
        byte[] bytes = exactly((int) size(), source);
        source.readNBytes(padding(size()));
        return bytes;
    }

    private void copyContent(InputStream source, OutputStream target) throws IOException {
        byte[] buffer = new byte[(int) Math.min(BUFFER, size())];
        for (long left = size(); left > 0; left -= buffer.length) {
            int count = source.readNBytes(buffer, 0, (int) Math.min(buffer.length, left));
            if (count < Math.min(buffer.length, left)) {
                throw cutOff();
            }
            target.write(buffer, 0, count);
        }
        source.readNBytes(padding(size()));
    }

    private static byte[] exactly(int length, InputStream source) throws IOException {
        byte[] bytes = source.readNBytes(length);
        if (bytes.length < length) {
            throw cutOff();
        }
        return bytes;
    }

    private static ImageFormatException cutOff() {
        return new ImageFormatException("the cpio archive is cut off");
    }

    private static long number(String fields, int at) throws IOException {
        String digits = fields.substring(at, at + DIGITS);
        try {
            return HexFormat.fromHexDigitsToLong(digits);
        } catch (IllegalArgumentException wrong) {
            throw new ImageFormatException("the cpio archive is damaged: '" + digits + "' is no number");
        }
    }

    private static int padding(long length) {
        return Math.floorMod(-length, ALIGNMENT);
    }

    /** A byte each, so that what is no text stays as it is. */
    private static String text(byte[] bytes) {
        return new String(bytes, StandardCharsets.ISO_8859_1);
    }
}
