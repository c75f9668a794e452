package htg.grub.template;

import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.TreeMap;

/**
 * GRUB's environment block: 1024 bytes that {@code save_env} overwrites in place. A stick has two, {@code /grub/grubenv}, and
 * one in front of the partitions.
 */
public final class GrubEnvironment {
    /** GRUB refuses a block of any other size. */
    public static final int SIZE = 1024;

    private static final String HEADER = "# GRUB Environment Block\n";

    private GrubEnvironment() {}

    /** A block with no variables, as {@code grub-editenv create} makes it. */
    public static byte[] empty() {
        return of(Map.of());
    }

    /**
     * A block with variables, in the order of their names.
     *
     * @param variables words that need no escape: no backslash and no line feed
     */
    public static byte[] of(Map<String, String> variables) {
        StringBuilder text = new StringBuilder(HEADER);
        new TreeMap<>(variables)
                .forEach((name, value) ->
                        text.append(name).append('=').append(value).append('\n'));
        if (text.length() > SIZE || variables.toString().matches("(?s).*[\\\\\n].*")) {
            throw new IllegalArgumentException("not an environment block: " + variables);
        }
        text.append("#".repeat(SIZE - text.length()));
        return text.toString().getBytes(StandardCharsets.US_ASCII);
    }
}
