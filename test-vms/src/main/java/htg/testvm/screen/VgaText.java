package htg.testvm.screen;

import htg.testvm.qemu.GuestAccess;
import java.awt.image.BufferedImage;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * VGA text mode: the characters lie in the video memory, and are read from there exactly.
 *
 * <p>A guest may have loaded another font than the PC's own; beyond ASCII its characters then mean something else.
 *
 * @param columns characters in a row
 * @param rows rows on the screen
 * @param start the first character on the screen, counted from the start of the video memory; it moves when Linux scrolls
 * @param pitch characters from one row to the next
 */
record VgaText(int columns, int rows, int start, int pitch) {
    private static final int CONTROLLER = 0x3d4;
    private static final int GRAPHICS = 0x3ce;
    private static final int MISCELLANEOUS = 6;
    private static final int COLUMNS_LESS_ONE = 1;
    private static final int GLYPH_ROWS_LESS_ONE = 9;
    private static final int START_HIGH = 0x0c;
    private static final int START_LOW = 0x0d;
    private static final int HALF_PITCH = 0x13;

    private static final long MEMORY = 0xb8000;
    private static final int MEMORY_SIZE = 0x8000;
    private static final int BYTES_A_CHARACTER = 2;

    /** The mode the adapter is in, if it is a text mode and {@code screenshot} shows it. */
    static Optional<VgaText> of(GuestAccess guest, BufferedImage screenshot) {
        boolean graphics = (guest.indexedRegister(GRAPHICS, MISCELLANEOUS) & 1) == 1;
        if (graphics) {
            return Optional.empty();
        }
        int glyphRows = (register(guest, GLYPH_ROWS_LESS_ONE) & 0x1f) + 1;
        int start = register(guest, START_HIGH) << 8 | register(guest, START_LOW);
        VgaText mode = new VgaText(
                register(guest, COLUMNS_LESS_ONE) + 1,
                screenshot.getHeight() / glyphRows,
                start,
                register(guest, HALF_PITCH) * 2);
        return mode.fits(screenshot.getWidth()) ? Optional.of(mode) : Optional.empty();
    }

    /** Reads the screen; in graphics mode the same memory holds what was there before. */
    ScreenText read(GuestAccess guest) {
        return decode(guest.memory(MEMORY, MEMORY_SIZE));
    }

    /** The characters in the video memory {@code memory}, whose end goes on at its beginning. */
    ScreenText decode(byte[] memory) {
        List<String> lines = new ArrayList<>();
        for (int row = 0; row < rows; row++) {
            StringBuilder line = new StringBuilder();
            for (int column = 0; column < columns; column++) {
                int at = (start + row * pitch + column) * BYTES_A_CHARACTER % memory.length;
                line.append(CodePage437.character(memory[at] & 0xff));
            }
            lines.add(line.toString());
        }
        return new ScreenText(columns, lines);
    }

    /** Glyphs are 8 or 9 pixels wide, and 16 or 18 in the modes of 40 columns. */
    private boolean fits(int width) {
        int glyph = width / columns;
        return width % columns == 0 && (glyph == 8 || glyph == 9 || glyph == 16 || glyph == 18);
    }

    private static int register(GuestAccess guest, int index) {
        return guest.indexedRegister(CONTROLLER, index);
    }
}
