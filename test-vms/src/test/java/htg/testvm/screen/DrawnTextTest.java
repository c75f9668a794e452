package htg.testvm.screen;

import static org.assertj.core.api.Assertions.assertThat;

import java.awt.image.BufferedImage;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** Text in graphics modes, in fonts of random glyphs: their design must not matter. */
class DrawnTextTest {
    private static final int FULL_BLOCK = 0xdb;
    private static final int BLUE = 0x0000aa;
    private static final int WHITE = 0xffffff;

    private final Random random = new Random(437);
    private final byte[] pcTable = pcTable();
    private final byte[] efiTable = efiTable();

    @Test
    void findsAPcsFontAnywhereInMemory() {
        byte[] memory = memoryWith(pcTable, 12_345);
        assertThat(PcFont.find(memory, 0)).hasValue(12_345);
        assertThat(PcFont.find(memory, 12_346)).isEmpty();
    }

    @Test
    void aFontThatMemoryEndsInIsNone() {
        byte[] memory = memoryWith(pcTable, 12_345);
        assertThat(PcFont.find(Arrays.copyOf(memory, 12_345 + pcTable.length - 1), 0))
                .isEmpty();
    }

    @Test
    void memoryWithoutFontsHasNone() {
        byte[] ones = new byte[100_000];
        Arrays.fill(ones, (byte) 0xff);
        assertThat(FontFinder.in(ones)).isEmpty();
        assertThat(FontFinder.in(new byte[100_000])).isEmpty();
        random.nextBytes(ones);
        assertThat(FontFinder.in(ones)).isEmpty();
        byte[] broken = pcTable.clone();
        broken[(FULL_BLOCK + 2) * 16] = 0x0f;
        assertThat(FontFinder.in(memoryWith(broken, 4096))).isEmpty();
    }

    @Test
    void findsAFirmwaresFontOnceHoweverManyCopiesThereAre() {
        byte[] memory = memoryWith(efiTable, 1000);
        System.arraycopy(efiTable, 0, memory, 50_000, efiTable.length);
        assertThat(FontFinder.in(memory)).hasSize(1);
    }

    @Test
    void readsBrightTextOnADarkScreenAndTheReverse() {
        Canvas canvas = new Canvas(640, 480, 0, 0);
        canvas.draw("Linux 6.1 ready", 2, 3, WHITE, BLUE);
        canvas.draw("GNU/Linux", 10, 5, BLUE, WHITE);
        ScreenText text = read(canvas.picture);
        assertThat(text.columns()).isEqualTo(80);
        assertThat(text.lines().get(3)).isEqualTo("  Linux 6.1 ready");
        assertThat(text.lines().get(5).strip()).isEqualTo("GNU/Linux");
    }

    @Test
    void textMayBeginBetweenCells() {
        Canvas canvas = new Canvas(645, 490, 5, 11);
        canvas.draw("Boot Manager", 1, 1, WHITE, 0);
        assertThat(read(canvas.picture).lines()).contains(" Boot Manager");
    }

    @Test
    void whatIsNoGlyphIsUnknown() {
        Canvas canvas = new Canvas(640, 480, 0, 0);
        canvas.draw("abcdef", 0, 0, WHITE, 0);
        canvas.flip(8 + 3, 7);
        canvas.picture.setRGB(2 * 8 + 1, 1, BLUE);
        assertThat(read(canvas.picture).lines().get(0)).isEqualTo("a\uFFFD\uFFFDdef");
    }

    @Test
    void textInASimilarFontIsNotClear() {
        assertThat(isClear("a".repeat(19) + "\uFFFD ")).isFalse();
        assertThat(isClear("a".repeat(20) + "\uFFFD ")).isTrue();
        assertThat(isClear("ab--")).isFalse();
    }

    @Test
    void blocksAreTheBrightPart() {
        Canvas canvas = new Canvas(640, 480, 0, 0);
        canvas.draw("abc▀▄▌▐", 0, 0, WHITE, 0);
        assertThat(read(canvas.picture).lines().get(0)).isEqualTo("abc▀▄▌▐");
    }

    @Test
    void aPictureHasNoText() {
        BufferedImage noise = new BufferedImage(640, 480, BufferedImage.TYPE_INT_RGB);
        for (int at = 0; at < 640 * 480; at++) {
            noise.setRGB(at % 640, at / 640, random.nextBoolean() ? WHITE : 0);
        }
        assertThat(reader().read(noise)).isEmpty();
    }

    @Test
    void twoLettersMayBeChance() {
        Canvas canvas = new Canvas(640, 480, 0, 0);
        canvas.draw("ab", 0, 0, WHITE, 0);
        assertThat(reader().read(canvas.picture)).isEmpty();
    }

    @Test
    void findsTextThatHasMoved() {
        GlyphReader reader = reader();
        for (int left : new int[] {0, 5, 5, 2}) {
            Canvas canvas = new Canvas(330, 100, left, left + 1);
            canvas.draw("Boot Manager", 1, 1, WHITE, 0);
            assertThat(reader.read(canvas.picture).orElseThrow().lines()).contains(" Boot Manager");
        }
    }

    private static boolean isClear(String row) {
        return GlyphReader.isClear(new ScreenText(row.length(), List.of(row)));
    }

    private ScreenText read(BufferedImage picture) {
        return reader().read(picture).orElseThrow();
    }

    private GlyphReader reader() {
        GlyphReader reader = new GlyphReader();
        reader.learn(FontFinder.in(memoryWith(efiTable, 0)));
        reader.learn(FontFinder.in(memoryWith(pcTable, 99)));
        return reader;
    }

    private byte[] memoryWith(byte[] table, int at) {
        byte[] memory = new byte[100_000];
        random.nextBytes(memory);
        System.arraycopy(table, 0, memory, at, table.length);
        return memory;
    }

    private byte[] pcTable() {
        byte[] table = new byte[256 * 16];
        random.nextBytes(table);
        for (int blank : new int[] {0, ' ', 0xff}) {
            Arrays.fill(table, blank * 16, (blank + 1) * 16, (byte) 0);
        }
        Arrays.fill(table, FULL_BLOCK * 16, (FULL_BLOCK + 1) * 16, (byte) 0xff);
        halves(table, FULL_BLOCK + 1, 7, 0, 0xff);
        halves(table, FULL_BLOCK + 2, 8, 0xf0, 0xf0);
        halves(table, FULL_BLOCK + 3, 8, 0x0f, 0x0f);
        halves(table, FULL_BLOCK + 4, 7, 0xff, 0);
        return table;
    }

    private static void halves(byte[] table, int code, int upperRows, int upper, int lower) {
        Arrays.fill(table, code * 16, code * 16 + upperRows, (byte) upper);
        Arrays.fill(table, code * 16 + upperRows, (code + 1) * 16, (byte) lower);
    }

    private byte[] efiTable() {
        byte[] table = new byte[95 * 22 + 22];
        for (int index = 0; index < 95; index++) {
            byte[] glyph = new byte[19];
            random.nextBytes(glyph);
            table[index * 22] = (byte) (' ' + index);
            System.arraycopy(index == 0 ? new byte[19] : glyph, 0, table, index * 22 + 3, 19);
        }
        return table;
    }

    /** A screen to draw text on whose grid of cells begins somewhere. */
    private final class Canvas {
        private final BufferedImage picture;
        private final int left;
        private final int top;

        Canvas(int width, int height, int left, int top) {
            this.picture = new BufferedImage(width, height, BufferedImage.TYPE_INT_RGB);
            this.left = left;
            this.top = top;
        }

        void draw(String text, int column, int row, int foreground, int background) {
            for (int index = 0; index < text.length(); index++) {
                int code = codeOf(text.charAt(index));
                for (int at = 0; at < 16 * 8; at++) {
                    boolean set = (pcTable[code * 16 + at / 8] & 0x80 >> at % 8) != 0;
                    int x = left + (column + index) * 8 + at % 8;
                    picture.setRGB(x, top + row * 16 + at / 8, set ? foreground : background);
                }
            }
        }

        void flip(int x, int y) {
            picture.setRGB(x, y, (picture.getRGB(x, y) & WHITE) == 0 ? WHITE : 0);
        }

        private static int codeOf(char character) {
            int code = ' ';
            while (CodePage437.character(code) != character) {
                code++;
            }
            return code;
        }
    }
}
