package htg.testvm.matrix;

import htg.common.ExitCode;
import htg.common.HtgException;
import htg.testvm.cell.Cell;
import java.util.regex.Pattern;

/**
 * A pattern for names of cells: {@code *} and {@code ?} stand for anything within a word, <code>{a,b}</code> for one of
 * some texts. It is matched against the leading words of a name. A text without any of these is the name of one cell.
 */
record CellPattern(String text) {
    CellPattern {
        if (!text.matches("([^{}]|\\{[^{}]*})*")) {
            throw new HtgException(
                    ExitCode.USAGE,
                    "'" + text + "' is no pattern for cells: a brace has no counterpart",
                    "Write for example 'bios/*usb*' or '{uefi,uefi-sb}/nvme'.");
        }
    }

    boolean isLiteral() {
        return text.chars().noneMatch(character -> "*?{".indexOf(character) >= 0);
    }

    boolean matches(Cell cell) {
        return Pattern.matches(expression() + "(/.*)?", cell.toString());
    }

    private String expression() {
        StringBuilder expression = new StringBuilder();
        boolean inBraces = false;
        for (int i = 0; i < text.length(); i++) {
            char character = text.charAt(i);
            expression.append(translated(character, inBraces));
            inBraces = character == '{' || (inBraces && character != '}');
        }
        return expression.toString();
    }

    private static String translated(char character, boolean inBraces) {
        return switch (character) {
            case '*' -> "[^/]*";
            case '?' -> "[^/]";
            case '{' -> "(?:";
            case '}' -> ")";
            case ',' -> inBraces ? "|" : ",";
            default -> Pattern.quote(String.valueOf(character));
        };
    }

    @Override
    public String toString() {
        return text;
    }
}
