package htg.fsimage.ext;

import htg.fsimage.volume.Names;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/** Names in folders as text. */
final class FolderNames {
    private FolderNames() {}

    /** Whether a name can be one in a path. */
    static boolean isProper(byte[] bytes, int at, int length) {
        for (int i = at; i < at + length; i++) {
            if (bytes[i] == 0 || bytes[i] == '/') {
                return false;
            }
        }
        return true;
    }

    static String decode(byte[] bytes, int at, int length) {
        for (int i = at; i < at + length; i++) {
            if (bytes[i] < 0) {
                return Names.decode(Arrays.copyOfRange(bytes, at, at + length));
            }
        }
        return new String(bytes, at, length, StandardCharsets.ISO_8859_1);
    }

    /** An encrypted name, of which any byte may be there: all but letters and digits come as {@code \\xNN}. */
    static String escape(byte[] bytes, int at, int length) {
        StringBuilder text = new StringBuilder();
        for (int i = at; i < at + length; i++) {
            int one = Byte.toUnsignedInt(bytes[i]);
            if (one < 0x80 && Character.isLetterOrDigit(one)) {
                text.append((char) one);
            } else {
                text.append("\\x%02x".formatted(one));
            }
        }
        return text.toString();
    }
}
