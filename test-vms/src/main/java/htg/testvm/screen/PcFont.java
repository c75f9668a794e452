package htg.testvm.screen;

import java.util.OptionalInt;

/**
 * A PC's 8x16 font in a piece of memory: 256 glyphs of 16 bytes in the order of code page 437. The VGA's ROM, Linux (its
 * console before user space loads another font) and programs that draw their own text have such tables. They are found by
 * the five block characters at 0xDB, which look the same in any design: full, lower, left, right and upper block.
 */
final class PcFont {
    private static final int HEIGHT = 16;
    private static final int FULL_BLOCK = 0xdb;
    private static final int TABLE = CodePage437.SIZE * HEIGHT;
    private static final int BEFORE_END_OF_FULL_BLOCK = (FULL_BLOCK + 1) * HEIGHT;
    private static final byte FULL = (byte) 0xff;
    private static final byte LEFT = (byte) 0xf0;
    private static final byte RIGHT = 0x0f;

    private PcFont() {}

    /** Where the first table at or after {@code from} begins. */
    static OptionalInt find(byte[] memory, int from) {
        // A full block touches at least one byte of every sixteenth.
        int at = from + HEIGHT - 1;
        while (at < memory.length) {
            if (memory[at] != FULL) {
                at += HEIGHT;
                continue;
            }
            int end = endOfRun(memory, at);
            int start = end - BEFORE_END_OF_FULL_BLOCK;
            if (start >= from && start + TABLE <= memory.length && isTable(memory, end)) {
                return OptionalInt.of(start);
            }
            at = end + HEIGHT - 1;
        }
        return OptionalInt.empty();
    }

    /** The font whose table begins at {@code start}. */
    static GlyphFont read(byte[] memory, int start) {
        GlyphFont.Builder font = new GlyphFont.Builder(HEIGHT);
        for (int code = ' '; code < ' ' + CodePage437.SIZE; code++) {
            // ASCII first: some designs draw a control code like a letter.
            int wrapped = code % CodePage437.SIZE;
            font.add(Glyph.of(memory, start + wrapped * HEIGHT, HEIGHT), CodePage437.character(wrapped));
        }
        return font.build();
    }

    private static boolean isTable(byte[] memory, int afterFullBlock) {
        int lower = afterFullBlock;
        return run(memory, lower - HEIGHT, FULL) >= HEIGHT
                && isSplit(memory, lower, (byte) 0, FULL)
                && run(memory, lower + HEIGHT, LEFT) == HEIGHT
                && run(memory, lower + 2 * HEIGHT, RIGHT) == HEIGHT
                && isSplit(memory, lower + 3 * HEIGHT, FULL, (byte) 0);
    }

    /** Whether the glyph at {@code start} is some rows of {@code first}, then rows of {@code second} only. */
    private static boolean isSplit(byte[] memory, int start, byte first, byte second) {
        int rows = run(memory, start, first);
        int rest = run(memory, start + rows, second);
        return rows > 0 && rows < HEIGHT && rows + rest >= HEIGHT;
    }

    /** How many bytes, a glyph's at most, have the value from {@code start} on. */
    private static int run(byte[] memory, int start, byte value) {
        int length = 0;
        while (length < HEIGHT && start + length < memory.length && memory[start + length] == value) {
            length++;
        }
        return length;
    }

    private static int endOfRun(byte[] memory, int at) {
        int end = at;
        while (end < memory.length && memory[end] == FULL) {
            end++;
        }
        return end;
    }
}
