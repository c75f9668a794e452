package htg.fsimage.nio;

import java.nio.file.PathMatcher;
import java.util.regex.Pattern;
import java.util.regex.PatternSyntaxException;

/** The patterns {@code glob:} and {@code regex:} of {@link java.nio.file.FileSystem#getPathMatcher}. */
final class PathPattern {
    private final String glob;
    private final StringBuilder expression = new StringBuilder();
    private int at;
    private boolean inGroup;

    private PathPattern(String glob) {
        this.glob = glob;
    }

    static PathMatcher of(String syntaxAndPattern) {
        int colon = syntaxAndPattern.indexOf(':');
        if (colon <= 0) {
            throw new IllegalArgumentException(syntaxAndPattern + " does not say the syntax of its pattern");
        }
        String text = syntaxAndPattern.substring(colon + 1);
        Pattern pattern = switch (syntaxAndPattern.substring(0, colon)) {
            case "glob" -> Pattern.compile(new PathPattern(text).translate());
            case "regex" -> Pattern.compile(text);
            default -> throw new IllegalArgumentException("patterns are glob or regex, not " + syntaxAndPattern);
        };
        return path -> pattern.matcher(path.toString()).matches();
    }

    private String translate() {
        while (at < glob.length()) {
            step(glob.charAt(at++));
        }
        if (inGroup) {
            throw new PatternSyntaxException("a { is not closed", glob, glob.length());
        }
        return expression.toString();
    }

    private void step(char now) {
        switch (now) {
            case '*' -> {
                boolean across = at < glob.length() && glob.charAt(at) == '*';
                expression.append(across ? ".*" : "[^/]*");
                at += across ? 1 : 0;
            }
            case '?' -> expression.append("[^/]");
            case '[' -> set();
            case '{' -> open();
            case '}' -> expression.append(inGroup ? "))" : "\\}");
            case ',' -> expression.append(inGroup ? ")|(?:" : ",");
            case '\\' -> literal(at < glob.length() ? glob.charAt(at++) : '\\');
            default -> literal(now);
        }
        inGroup &= now != '}';
    }

    private void open() {
        if (inGroup) {
            throw new PatternSyntaxException("groups cannot be nested", glob, at - 1);
        }
        inGroup = true;
        expression.append("(?:(?:");
    }

    private void literal(char character) {
        if ("\\^$.|?*+()[]{}&-".indexOf(character) >= 0) {
            expression.append('\\');
        }
        expression.append(character);
    }

    private void set() {
        int end = glob.indexOf(']', at + 1);
        if (end < 0) {
            throw new PatternSyntaxException("a [ is not closed", glob, at - 1);
        }
        String inside = glob.substring(at, end);
        boolean negated = inside.startsWith("!");
        String plain = (negated ? inside.substring(1) : inside).replaceAll("[\\[\\]\\\\^&]", "\\\\$0");
        expression.append("(?!/)[").append(negated ? "^" : "").append(plain).append(']');
        at = end + 1;
    }
}
