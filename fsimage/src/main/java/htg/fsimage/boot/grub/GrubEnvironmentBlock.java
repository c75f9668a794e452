package htg.fsimage.boot.grub;

import java.util.LinkedHashMap;
import java.util.Map;

/**
 * The file {@code grubenv} (GRUB manual, "The GRUB environment block"): a first line that names it, {@code name=value} lines with
 * backslashes before backslashes and line ends, and {@code #} to its end.
 */
public final class GrubEnvironmentBlock {
    private static final int MOST = 1000;

    private GrubEnvironmentBlock() {}

    /** What it holds; nothing when it does not begin as it should. */
    public static Map<String, String> parse(String text) {
        Map<String, String> values = new LinkedHashMap<>();
        if (!text.startsWith("# GRUB Environment Block\n")) {
            return values;
        }
        int at = text.indexOf('\n') + 1;
        while (at < text.length() && values.size() < MOST) {
            StringBuilder line = new StringBuilder();
            at = line(text, at, line);
            int equals = line.indexOf("=");
            if (equals > 0 && line.charAt(0) != '#') {
                values.put(line.substring(0, equals), line.substring(equals + 1));
            }
        }
        return values;
    }

    private static int line(String text, int from, StringBuilder line) {
        int at = from;
        while (at < text.length() && text.charAt(at) != '\n') {
            if (text.charAt(at) == '\\' && at + 1 < text.length()) {
                at++;
            }
            line.append(text.charAt(at++));
        }
        return at + 1;
    }
}
