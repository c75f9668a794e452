package htg.cli.output;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** As much of a terminal as the progress lines use: carriage return, new line, one line up, erase to the end of line. */
final class Screen {
    private static final Pattern TOKEN = Pattern.compile("\033\\[\\d*[A-Za-z]|\r|\n|[^\033\r\n]+");

    private final List<StringBuilder> lines = new ArrayList<>(List.of(new StringBuilder()));
    private int row;
    private int column;

    void write(String text) {
        Matcher token = TOKEN.matcher(text);
        while (token.find()) {
            apply(token.group());
        }
    }

    /** The lines up to the last one that is not empty. */
    List<String> lines() {
        List<String> shown =
                new ArrayList<>(lines.stream().map(StringBuilder::toString).toList());
        while (!shown.isEmpty() && shown.get(shown.size() - 1).isBlank()) {
            shown.remove(shown.size() - 1);
        }
        return shown;
    }

    private void apply(String token) {
        switch (token) {
            case "\r" -> column = 0;
            case "\n" -> newLine();
            case "\033[A" -> row = Math.max(0, row - 1);
            case "\033[K" ->
                lines.get(row).setLength(Math.min(column, lines.get(row).length()));
            default -> put(token);
        }
    }

    private void newLine() {
        row++;
        column = 0;
        if (row == lines.size()) {
            lines.add(new StringBuilder());
        }
    }

    private void put(String token) {
        if (token.startsWith("\033")) {
            return; // a colour
        }
        StringBuilder line = lines.get(row);
        line.replace(column, Math.min(line.length(), column + token.length()), token);
        column += token.length();
    }
}
