package htg.grub.template;

import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.TreeMap;

/**
 * GRUB's environment block: a file of fixed size that {@code save_env} overwrites in place. A stick has three: {@code
 * /grub/grubenv}, {@code /grub/bios.env} with what was measured of BIOSes, and one in front of the partitions.
 */
public final class GrubEnvironment {
    /** The usual size. */
    public static final int SIZE = 1024;

    /** The size of the block with what was measured: 16 machines take up to 160 bytes each. */
    public static final int BIOS_SIZE = 4096;

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
        return of(variables, SIZE);
    }

    /** The block that remembers what was measured of BIOSes, before anything was. */
    public static byte[] emptyForBios() {
        return of(Map.of(), BIOS_SIZE);
    }

    private static byte[] of(Map<String, String> variables, int size) {
        StringBuilder text = new StringBuilder(HEADER);
        new TreeMap<>(variables)
                .forEach((name, value) ->
                        text.append(name).append('=').append(value).append('\n'));
        if (text.length() > size || variables.toString().matches("(?s).*[\\\\\n].*")) {
            throw new IllegalArgumentException("not an environment block: " + variables);
        }
        text.append("#".repeat(size - text.length()));
        return text.toString().getBytes(StandardCharsets.US_ASCII);
    }
}
