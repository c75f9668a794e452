package htg.grub.menu;

import htg.common.ExitCode;
import htg.common.HtgException;
import java.util.regex.Pattern;

/**
 * A file on the boot partition as GRUB and FAT both take it without quoting: absolute, ASCII letters, digits and {@code
 * . _ + -}.
 *
 * @param value for example {@code /htg/default/vmlinuz}
 */
public record GrubPath(String value) {
    private static final Pattern PLAIN = Pattern.compile("(/(?!\\.{1,2}(/|$))[A-Za-z0-9._+-]+)+");

    public GrubPath {
        if (!PLAIN.matcher(value).matches()) {
            throw new HtgException(
                    ExitCode.USAGE,
                    "'" + value + "' cannot be the name of a boot file",
                    "Use ASCII letters, digits, dots, dashes and underscores only.");
        }
    }

    /** What stands behind the last slash. */
    public String name() {
        return value.substring(value.lastIndexOf('/') + 1);
    }

    /** What stands in front of the last slash; empty for a file in the root. */
    public String folder() {
        return value.substring(0, value.lastIndexOf('/'));
    }

    @Override
    public String toString() {
        return value;
    }
}
