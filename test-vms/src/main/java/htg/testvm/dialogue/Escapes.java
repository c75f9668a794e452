package htg.testvm.dialogue;

import htg.common.ExitCode;
import htg.common.HtgException;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Keys that have no character, in text. */
final class Escapes {
    private static final Pattern ESCAPE = Pattern.compile("\\\\(x[0-9A-Fa-f]{2}|.|$)", Pattern.DOTALL);
    private static final int LAST_ASCII = 0x7f;

    private Escapes() {}

    /** The text that {@code written} means. */
    static String undo(String written) {
        return ESCAPE.matcher(written).replaceAll(match -> Matcher.quoteReplacement(meaning(match, written)));
    }

    /** The text with its control characters written as escapes. */
    static String of(String text) {
        StringBuilder written = new StringBuilder();
        text.chars().forEach(character -> {
            switch (character) {
                case '\n' -> written.append("\\n");
                case '\r' -> written.append("\\r");
                case '\t' -> written.append("\\t");
                case '\\' -> written.append("\\\\");
                default ->
                    written.append(
                            Character.isISOControl(character)
                                    ? "\\x%02x".formatted(character)
                                    : Character.toString(character));
            }
        });
        return written.toString();
    }

    private static String meaning(MatchResult match, String written) {
        String code = match.group(1);
        return switch (code) {
            case "n" -> "\n";
            case "r" -> "\r";
            case "t" -> "\t";
            case "\\" -> "\\";
            default -> byNumber(code, written);
        };
    }

    private static String byNumber(String code, String written) {
        int number = code.length() == 3 ? Integer.parseInt(code.substring(1), 16) : 0;
        if (number < 1 || number > LAST_ASCII) {
            throw new HtgException(
                    ExitCode.USAGE,
                    "'\\" + code + "' in '" + written + "' is no escape",
                    "There are \\n, \\r, \\t, \\\\ and \\x01 to \\x7f; write other characters as they are.");
        }
        return Character.toString(number);
    }
}
