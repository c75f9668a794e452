package htg.testvm.screen;

import java.util.OptionalInt;

/**
 * The 8x19 font of a UEFI console in a piece of memory: records {@code EFI_NARROW_GLYPH} (UEFI specification, "Human
 * Interface Infrastructure": UTF-16 code, attributes, 19 rows), found by the codes of the first four, which are a blank
 * and its neighbours in Unicode.
 */
final class EfiFont {
    private static final int HEIGHT = 19;
    private static final int BITMAP = 3;
    private static final int RECORD = BITMAP + HEIGHT;
    private static final int CERTAIN = 4;
    private static final int MOST_RECORDS = 1000;
    private static final int NON_SPACING = 1;
    private static final int KNOWN_ATTRIBUTES = 3;

    /** The longest table. */
    static final int TABLE = MOST_RECORDS * RECORD;

    private EfiFont() {}

    /** Where the first table at or after {@code from} begins. */
    static OptionalInt find(byte[] memory, int from) {
        // The codes are 16-bit numbers, which compilers align.
        for (int at = from + from % 2; at + CERTAIN * RECORD <= memory.length; at += 2) {
            if (memory[at] == ' ' && memory[at + RECORD] == '!' && isTable(memory, at)) {
                return OptionalInt.of(at);
            }
        }
        return OptionalInt.empty();
    }

    /** The font whose table begins at {@code start}. */
    static GlyphFont read(byte[] memory, int start) {
        GlyphFont.Builder font = new GlyphFont.Builder(HEIGHT);
        int end = Math.min(memory.length, start + TABLE) - RECORD;
        for (int at = start; at <= end && isGlyph(memory, at); at += RECORD) {
            if ((memory[at + 2] & NON_SPACING) == 0) {
                font.add(Glyph.of(memory, at + BITMAP, HEIGHT), (char) code(memory, at));
            }
        }
        return font.build();
    }

    private static boolean isTable(byte[] memory, int start) {
        for (int index = 0; index < CERTAIN; index++) {
            int at = start + index * RECORD;
            if (code(memory, at) != ' ' + index || memory[at + 2] != 0) {
                return false;
            }
        }
        return Glyph.of(memory, start + BITMAP, HEIGHT).isBlank()
                && !Glyph.of(memory, start + RECORD + BITMAP, HEIGHT).isBlank();
    }

    private static boolean isGlyph(byte[] memory, int at) {
        return code(memory, at) >= ' ' && (memory[at + 2] & ~KNOWN_ATTRIBUTES) == 0;
    }

    private static int code(byte[] memory, int at) {
        return (memory[at] & 0xff) | (memory[at + 1] & 0xff) << 8;
    }
}
