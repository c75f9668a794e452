package htg.fsimage.boot.grub;

import htg.fsimage.volume.LimitExceededException;
import java.util.ArrayList;
import java.util.List;

/**
 * Cuts a script into tokens (GRUB manual, "Shell-like scripting"): single quotes keep everything, double quotes keep all but {@code $}
 * and {@code \}, a backslash keeps one character, and a line that ends with one goes on in the next.
 */
final class Lexer {
    private static final int MOST_TOKENS = 200_000;
    private static final int LONGEST_NAME = 256;

    private final String text;
    private final List<Token> tokens = new ArrayList<>();
    private final List<Word.Part> parts = new ArrayList<>();
    private final StringBuilder pending = new StringBuilder();
    private boolean inWord;
    private int at;

    private Lexer(String text) {
        this.text = text;
    }

    static List<Token> tokens(String text) throws LimitExceededException {
        Lexer lexer = new Lexer(text);
        while (lexer.at < text.length()) {
            lexer.step();
            if (lexer.tokens.size() + lexer.parts.size() > MOST_TOKENS) {
                throw new LimitExceededException("the script has more than " + MOST_TOKENS + " words");
            }
        }
        lexer.endWord();
        lexer.tokens.add(Token.of(Token.Kind.END));
        return lexer.tokens;
    }

    private void step() {
        char now = text.charAt(at++);
        switch (now) {
            case ' ', '\t', '\r' -> endWord();
            case '\n', ';' -> end(Token.Kind.SEPARATOR);
            case '{' -> end(Token.Kind.OPEN);
            case '}' -> end(Token.Kind.CLOSE);
            case '#' -> comment();
            case '\\' -> escape();
            case '\'' -> singleQuoted();
            case '"' -> doubleQuoted();
            case '$' -> variable(false);
            default -> take(now);
        }
    }

    private void take(char character) {
        inWord = true;
        pending.append(character);
    }

    private void comment() {
        if (inWord) {
            take('#');
            return;
        }
        while (at < text.length() && text.charAt(at) != '\n') {
            at++;
        }
    }

    private void escape() {
        if (at == text.length()) {
            return;
        }
        char escaped = text.charAt(at++);
        if (escaped == '\r' && at < text.length() && text.charAt(at) == '\n') {
            at++;
        } else if (escaped != '\n') {
            flush(false);
            take(escaped);
            flush(true);
        }
    }

    private void singleQuoted() {
        flush(false);
        int end = text.indexOf('\'', at);
        pending.append(text, at, end < 0 ? text.length() : end);
        at = end < 0 ? text.length() : end + 1;
        endQuotes();
    }

    private void doubleQuoted() {
        flush(false);
        while (at < text.length() && text.charAt(at) != '"') {
            char now = text.charAt(at++);
            if (now == '$') {
                variable(true);
            } else if (now == '\\' && at < text.length() && "$\"\\\n".indexOf(text.charAt(at)) >= 0) {
                char escaped = text.charAt(at++);
                pending.append(escaped == '\n' ? "" : String.valueOf(escaped));
            } else {
                pending.append(now);
            }
        }
        at = Math.min(at + 1, text.length());
        endQuotes();
    }

    /** Even what is empty makes a word. */
    private void endQuotes() {
        inWord = true;
        parts.add(new Word.Part(pending.toString(), false, true));
        pending.setLength(0);
    }

    private void variable(boolean quoted) {
        int start = at;
        if (at < text.length() && text.charAt(at) == '{') {
            int end = closingBrace();
            if (end > 0) {
                at = end + 1;
                add(text.substring(start + 1, end), quoted);
                return;
            }
        } else if (at < text.length() && "@*#?".indexOf(text.charAt(at)) >= 0) {
            at++;
        } else if (at < text.length() && digit(text.charAt(at))) {
            while (at < text.length() && digit(text.charAt(at))) {
                at++;
            }
        } else {
            while (at < text.length() && nameCharacter(text.charAt(at))) {
                at++;
            }
        }
        if (at == start) {
            take('$');
        } else {
            add(text.substring(start, at), quoted);
        }
    }

    /** Not far away: a script that has nothing but opening ones is not searched to its end for each. */
    private int closingBrace() {
        int last = Math.min(text.length(), at + LONGEST_NAME);
        for (int end = at; end < last; end++) {
            if (text.charAt(end) == '}') {
                return end;
            }
        }
        return -1;
    }

    private void add(String name, boolean quoted) {
        flush(quoted);
        inWord = true;
        parts.add(new Word.Part(name, true, quoted));
    }

    private static boolean digit(char character) {
        return character >= '0' && character <= '9';
    }

    private static boolean nameCharacter(char character) {
        return character == '_' || (character < 128 && Character.isLetterOrDigit(character));
    }

    private void flush(boolean quoted) {
        if (!pending.isEmpty()) {
            parts.add(new Word.Part(pending.toString(), false, quoted));
            pending.setLength(0);
        }
    }

    private void endWord() {
        flush(false);
        if (inWord && !parts.isEmpty()) {
            tokens.add(new Token(Token.Kind.WORD, new Word(parts)));
        }
        parts.clear();
        inWord = false;
    }

    private void end(Token.Kind kind) {
        endWord();
        tokens.add(Token.of(kind));
    }
}
