package htg.image.inspect;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * Takes a line of GRUB's language apart: blanks part words, semicolons part commands, quotes of both kinds and backslashes
 * keep words together, and variables become their values. Not thread-safe.
 */
final class GrubWords {
    private final String line;
    private final Map<String, String> variables;
    private final List<List<String>> commands = new ArrayList<>();
    private List<String> command = new ArrayList<>();
    private StringBuilder word = new StringBuilder();
    private boolean inWord;
    private int at;

    private GrubWords(String line, Map<String, String> variables) {
        this.line = line;
        this.variables = variables;
    }

    /** The commands of a line, each with at least one word. */
    static List<List<String>> commands(String line, Map<String, String> variables) {
        return new GrubWords(line, variables).split();
    }

    private List<List<String>> split() {
        for (at = 0; at < line.length(); at++) {
            char next = line.charAt(at);
            if (next == '#' && !inWord) {
                break;
            }
            take(next);
        }
        endCommand();
        return commands;
    }

    private void take(char next) {
        switch (next) {
            case ' ', '\t', '\r' -> endWord();
            case ';' -> endCommand();
            case '\'' -> literal();
            case '"' -> quoted();
            case '$' -> variable();
            case '\\' -> escaped();
            default -> add(next);
        }
    }

    private void add(char next) {
        word.append(next);
        inWord = true;
    }

    private void literal() {
        int end = line.indexOf('\'', at + 1);
        end = end < 0 ? line.length() : end;
        word.append(line, at + 1, end);
        inWord = true;
        at = end;
    }

    private void quoted() {
        inWord = true;
        for (at++; at < line.length() && line.charAt(at) != '"'; at++) {
            char next = line.charAt(at);
            if (next == '$') {
                variable();
            } else if (next == '\\') {
                escaped();
            } else {
                word.append(next);
            }
        }
    }

    private void escaped() {
        at++;
        if (at < line.length()) {
            add(line.charAt(at));
        }
    }

    /** {@code $name}, {@code ${name}} or {@code $?}; one that nobody has set is empty, and alone no word. */
    private void variable() {
        boolean braces = at + 1 < line.length() && line.charAt(at + 1) == '{';
        int start = at + (braces ? 2 : 1);
        int end = start;
        while (end < line.length() && (Character.isLetterOrDigit(line.charAt(end)) || line.charAt(end) == '_')) {
            end++;
        }
        String value = variables.getOrDefault(line.substring(start, end), "");
        word.append(value);
        inWord |= !value.isEmpty();
        at = braces ? Math.min(end, line.length() - 1) : Math.max(end - 1, at);
    }

    private void endWord() {
        if (inWord) {
            command.add(word.toString());
        }
        word = new StringBuilder();
        inWord = false;
    }

    private void endCommand() {
        endWord();
        if (!command.isEmpty()) {
            commands.add(command);
        }
        command = new ArrayList<>();
    }
}
