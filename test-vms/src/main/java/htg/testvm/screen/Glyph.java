package htg.testvm.screen;

/**
 * A character's picture, 8 pixels wide and at most 24 high: a byte for each pixel row, the leftmost pixel in its highest
 * bit, eight rows in each number.
 */
record Glyph(long upper, long middle, long lower) {
    static final int WIDTH = 8;
    static final int MOST_ROWS = 24;

    private static final int ROWS_A_NUMBER = 8;

    /** The glyph whose rows are {@code height} bytes of {@code table} from {@code start} on. */
    static Glyph of(byte[] table, int start, int height) {
        long[] numbers = new long[MOST_ROWS / ROWS_A_NUMBER];
        for (int row = 0; row < height; row++) {
            int shift = 8 * (row % ROWS_A_NUMBER);
            numbers[row / ROWS_A_NUMBER] |= (table[start + row] & 0xffL) << shift;
        }
        return new Glyph(numbers[0], numbers[1], numbers[2]);
    }

    /** The same picture in reverse, {@code height} rows high. */
    Glyph reversed(int height) {
        Glyph mask = full(height);
        return new Glyph(upper ^ mask.upper, middle ^ mask.middle, lower ^ mask.lower);
    }

    boolean isBlank() {
        return (upper | middle | lower) == 0;
    }

    private static Glyph full(int height) {
        byte[] rows = new byte[height];
        java.util.Arrays.fill(rows, (byte) 0xff);
        return of(rows, 0, height);
    }
}
