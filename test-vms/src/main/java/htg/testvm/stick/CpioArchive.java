package htg.testvm.stick;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;

/**
 * A cpio archive in the "newc" format of Linux' ramdisks (Documentation/driver-api/early-userspace/buffer-format.rst): its
 * entries as ranges of bytes, which are never interpreted but for their names. Immutable.
 */
final class CpioArchive {
    private static final String MAGIC = "070701";
    private static final String TRAILER = "TRAILER!!!";
    private static final int HEADER = 110;
    private static final int SIZE_FIELD = 54;
    private static final int NAME_SIZE_FIELD = 94;
    private static final int DIGITS = 8;
    private static final int ALIGNMENT = 4;

    private final byte[] bytes;
    private final List<Entry> entries;
    private final int end;

    /** One entry, with its header and padding. */
    private record Entry(String name, int from, int to) {}

    private CpioArchive(byte[] bytes, List<Entry> entries, int end) {
        this.bytes = bytes;
        this.entries = entries;
        this.end = end;
    }

    /** Whether these bytes begin such an archive. */
    static boolean starts(byte[] bytes) {
        return text(bytes, 0, Math.min(MAGIC.length(), bytes.length)).equals(MAGIC);
    }

    /**
     * Reads an archive as far as its trailer.
     *
     * @throws IOException when it is none, or is cut off
     */
    static CpioArchive read(byte[] bytes) throws IOException {
        List<Entry> entries = new ArrayList<>();
        int at = 0;
        while (at + HEADER <= bytes.length && text(bytes, at, MAGIC.length()).equals(MAGIC)) {
            Entry entry = entry(bytes, at);
            if (entry.name().equals(TRAILER)) {
                return new CpioArchive(bytes, entries, at);
            }
            entries.add(entry);
            at = entry.to();
        }
        throw new IOException("the cpio archive ends without a trailer at byte " + at);
    }

    private static Entry entry(byte[] bytes, int at) throws IOException {
        int nameSize = number(bytes, at + NAME_SIZE_FIELD);
        long content = aligned((long) at + HEADER + nameSize);
        long to = aligned(content + number(bytes, at + SIZE_FIELD));
        if (nameSize < 1 || to > bytes.length) {
            throw new IOException("the cpio archive is cut off at byte " + bytes.length);
        }
        return new Entry(text(bytes, at + HEADER, nameSize - 1), at, (int) to);
    }

    /** Names of all entries, in their order. */
    List<String> names() {
        return entries.stream().map(Entry::name).toList();
    }

    /** The archive without some of its entries; what follows its trailer stays. */
    byte[] without(Predicate<String> unwanted) {
        ByteArrayOutputStream left = new ByteArrayOutputStream(bytes.length);
        entries.stream()
                .filter(entry -> !unwanted.test(entry.name()))
                .forEach(entry -> left.write(bytes, entry.from(), entry.to() - entry.from()));
        left.write(bytes, end, bytes.length - end);
        return left.toByteArray();
    }

    private static int number(byte[] bytes, int at) throws IOException {
        try {
            return Integer.parseInt(text(bytes, at, DIGITS), 16);
        } catch (NumberFormatException wrong) {
            throw new IOException("the cpio archive is damaged at byte " + at, wrong);
        }
    }

    private static long aligned(long offset) {
        return offset + Math.floorMod(-offset, ALIGNMENT);
    }

    private static String text(byte[] bytes, int from, int length) {
        return new String(bytes, from, length, StandardCharsets.ISO_8859_1);
    }
}
