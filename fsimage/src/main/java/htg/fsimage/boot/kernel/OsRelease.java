package htg.fsimage.boot.kernel;

import java.util.LinkedHashMap;
import java.util.Map;

/** The format of {@code os-release} (os-release(5)): variables of a shell with its quoting. */
public final class OsRelease {
    private static final int MOST_LINES = 500;

    private OsRelease() {}

    /** The variables; lines that assign none are left out. */
    public static Map<String, String> parse(String text) {
        Map<String, String> values = new LinkedHashMap<>();
        text.lines().limit(MOST_LINES).forEach(line -> {
            String trimmed = line.strip();
            int equals = trimmed.indexOf('=');
            if (equals > 0 && !trimmed.startsWith("#")) {
                values.put(trimmed.substring(0, equals), unquote(trimmed.substring(equals + 1)));
            }
        });
        return values;
    }

    private static String unquote(String value) {
        StringBuilder plain = new StringBuilder();
        char quote = 0;
        for (int at = 0; at < value.length(); at++) {
            char now = value.charAt(at);
            if (quote == 0 && (now == '"' || now == '\'')) {
                quote = now;
            } else if (quote != 0 && now == quote) {
                quote = 0;
            } else if (now == '\\' && quote != '\'' && at + 1 < value.length()) {
                plain.append(value.charAt(++at));
            } else {
                plain.append(now);
            }
        }
        return plain.toString();
    }
}
