package htg.fsimage.fat;

import htg.fsimage.volume.LittleEndian;
import java.util.Optional;

/** A long name while its entries, which come last part first, are collected. */
final class LongName {
    private static final int LAST = 0x40;
    /** 255 UTF-16 code units in parts of 13. */
    private static final int LARGEST_ORDER = 20;

    private static final int REPLACEMENT = 0xFFFD;
    /** What is expected after part 1: the short entry. */
    private static final int COMPLETE = -1;

    private static final int[] CHARACTERS = {1, 3, 5, 7, 9, 14, 16, 18, 20, 22, 24, 28, 30};

    private final StringBuilder text = new StringBuilder();
    private int expected;
    private int checksum;

    void forget() {
        expected = 0;
        checksum = -1;
        text.setLength(0);
    }

    /** Adds a part; one that does not follow the part before it spoils the name. */
    void add(LittleEndian fields, int at) {
        int order = fields.u8(at) & ~LAST;
        if ((fields.u8(at) & LAST) != 0) {
            forget();
            expected = order <= LARGEST_ORDER ? order : 0;
            checksum = fields.u8(at + 13);
        }
        if (order == 0 || order != expected || fields.u8(at + 13) != checksum) {
            forget();
            return;
        }
        text.insert(0, part(fields, at));
        expected = order == 1 ? COMPLETE : order - 1;
    }

    /** The name, if it is complete, belongs to the short entry at {@code at}, and is a name that a file may have. */
    Optional<String> forShortName(LittleEndian fields, int at) {
        if (expected != COMPLETE || checksum != ShortName.checksum(fields.bytes(at, 11))) {
            return Optional.empty();
        }
        int end = text.indexOf("\0");
        String name = end < 0 ? text.toString() : text.substring(0, end);
        return isLegal(name) ? Optional.of(wellFormed(name)) : Optional.empty();
    }

    private static String part(LittleEndian fields, int at) {
        StringBuilder part = new StringBuilder();
        for (int offset : CHARACTERS) {
            part.append((char) fields.u16(at + offset));
        }
        return part.toString();
    }

    private static boolean isLegal(String name) {
        boolean onlyDots = name.chars().allMatch(c -> c == '.');
        return !onlyDots
                && name.length() <= 255
                && name.chars().allMatch(c -> c >= ' ' && "/\\:*?\"<>|".indexOf(c) < 0);
    }

    /** Half a surrogate pair stands for no character, and no other system could be told the name. */
    private static String wellFormed(String name) {
        StringBuilder text = new StringBuilder(name.length());
        name.codePoints()
                .map(character -> Character.getType(character) == Character.SURROGATE ? REPLACEMENT : character)
                .forEach(text::appendCodePoint);
        return text.toString();
    }
}
