package htg.testvm.report.model;

import htg.testvm.console.ConsoleText;
import java.util.regex.Pattern;

/**
 * Text from a guest made harmless: no escape sequences, and nothing that XML cannot hold or that makes text read other
 * than it is (control characters, halves of surrogate pairs, marks that turn the direction of writing).
 */
public final class PlainText {
    private static final Pattern LINE_END = Pattern.compile("\r+\n|\n\r+|\r");

    /** Firmware and GRUB draw their menus with these; each begins what people see as a line. */
    private static final Pattern CURSOR_MOVE = Pattern.compile("\u001b\\[[0-9;]*[Hf]");

    private static final Pattern UNFIT =
            Pattern.compile("[^\\t\\n\\x20-\\x7E\\u00A0-\\u2029\\u202F-\\u2065\\u206A-\\uD7FF"
                    + "\\uE000-\\uFFFD\\x{10000}-\\x{10FFFF}]");

    private static final String REPLACEMENT = "\uFFFD";

    private PlainText() {}

    /** Several lines, each ended by a newline only. The result of a result is the same again. */
    public static String of(String text) {
        if (text.chars().allMatch(one -> one >= ' ' && one <= '~')) {
            return text; // Nearly every line of a log, and there are many.
        }
        String lines = CURSOR_MOVE.matcher(text).replaceAll("\n");
        String plain = ConsoleText.withoutEscapes(lines);
        return UNFIT.matcher(LINE_END.matcher(plain).replaceAll("\n")).replaceAll(REPLACEMENT);
    }

    /** The same as one line. */
    public static String line(String text) {
        return of(text).replace('\n', ' ').strip();
    }
}
