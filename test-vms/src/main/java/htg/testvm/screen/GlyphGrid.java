package htg.testvm.screen;

import java.awt.image.BufferedImage;
import java.util.ArrayList;
import java.util.List;

/**
 * Cells on a picture, each to be compared with a font's glyphs, exactly: nothing is guessed. A cell of one colour is a
 * blank; one of more than two colours is unknown. In a reversed cell the glyph is the dark part; where both parts are
 * glyphs (block characters), the bright one counts.
 *
 * @param left where the first cell begins, in pixels: UEFI centres its text
 * @param top where the first row begins
 */
record GlyphGrid(GlyphFont font, int left, int top) {
    /** Reads all whole cells of the picture. */
    ScreenText read(BufferedImage picture) {
        return read(Pictures.pixels(picture), picture.getWidth());
    }

    /** Reads the pixels of a picture that is {@code width} wide. */
    ScreenText read(int[] pixels, int width) {
        int height = pixels.length / width;
        int columns = (width - left) / Glyph.WIDTH;
        List<String> rows = new ArrayList<>();
        for (int y = top; y + font.height() <= height; y += font.height()) {
            StringBuilder row = new StringBuilder(columns);
            for (int column = 0; column < columns; column++) {
                row.append(cell(pixels, width, y * width + left + column * Glyph.WIDTH));
            }
            rows.add(row.toString());
        }
        return new ScreenText(columns, rows);
    }

    private char cell(int[] pixels, int width, int start) {
        int first = pixels[start];
        int second = first;
        byte[] bits = new byte[font.height()];
        for (int y = 0; y < font.height(); y++) {
            for (int x = 0; x < Glyph.WIDTH; x++) {
                int pixel = pixels[start + y * width + x];
                if (pixel == first) {
                    continue;
                }
                if (second == first) {
                    second = pixel;
                } else if (pixel != second) {
                    return ScreenText.UNKNOWN;
                }
                bits[y] |= (byte) (0x80 >> x);
            }
        }
        return second == first ? ' ' : character(bits, Pictures.brightness(second) >= Pictures.brightness(first));
    }

    private char character(byte[] bits, boolean bright) {
        Glyph set = Glyph.of(bits, 0, bits.length);
        Glyph unset = set.reversed(bits.length);
        Glyph likely = bright ? set : unset;
        Glyph other = bright ? unset : set;
        return font.character(likely).or(() -> font.character(other)).orElse(ScreenText.UNKNOWN);
    }
}
