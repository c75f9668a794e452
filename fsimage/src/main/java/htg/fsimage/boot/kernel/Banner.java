package htg.fsimage.boot.kernel;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;

/** The text {@code Linux version ...} that every kernel of Linux has in its data. */
final class Banner {
    private static final byte[] MARK = "Linux version ".getBytes(StandardCharsets.US_ASCII);
    private static final int PIECE = 1 << 18;
    private static final int LONGEST = 512;

    private Banner() {}

    /** What follows the mark, up to the line's end; empty where there is none with a number. Closes the stream. */
    static String find(InputStream stream) throws IOException {
        byte[] window = new byte[PIECE + LONGEST];
        int kept = 0;
        try (stream) {
            while (true) {
                int count = stream.readNBytes(window, kept, PIECE);
                String found = in(window, kept + count, count < PIECE);
                if (!found.isEmpty() || count < PIECE) {
                    return found;
                }
                System.arraycopy(window, kept + count - LONGEST, window, 0, LONGEST);
                kept = LONGEST;
            }
        }
    }

    private static String in(byte[] window, int length, boolean last) {
        int end = last ? length : length - LONGEST;
        for (int at = 0; at + MARK.length < end; at++) {
            if (window[at] == MARK[0] && marked(window, at) && digit(window[at + MARK.length])) {
                return text(window, at + MARK.length, length);
            }
        }
        return "";
    }

    private static boolean marked(byte[] window, int at) {
        return java.util.Arrays.equals(window, at, at + MARK.length, MARK, 0, MARK.length);
    }

    private static boolean digit(byte character) {
        return character >= '0' && character <= '9';
    }

    private static String text(byte[] window, int from, int length) {
        int end = from;
        while (end < length && end - from < LONGEST && window[end] >= ' ') {
            end++;
        }
        return new String(window, from, end - from, StandardCharsets.US_ASCII);
    }
}
