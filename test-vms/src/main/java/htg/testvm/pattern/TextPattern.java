package htg.testvm.pattern;

import htg.common.ExitCode;
import htg.common.HtgException;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.regex.PatternSyntaxException;

/**
 * An expected text: {@code plain text}, or a regular expression in slashes, {@code /Debian \d+/} ({@link Pattern}, where
 * {@code ^} and {@code $} are a line's ends). It need not be the whole of what is searched. A plain text that itself
 * begins and ends with a slash is written as an expression: {@code /\/sbin\//}.
 */
public final class TextPattern {
    private final String written;
    private final Pattern compiled;

    private TextPattern(String written, Pattern compiled) {
        this.written = written;
        this.compiled = compiled;
    }

    /** A span of characters. */
    public record Span(int start, int end) {}

    /**
     * Reads what a user wrote.
     *
     * @throws HtgException {@link ExitCode#USAGE} when it is empty or no regular expression
     */
    public static TextPattern parse(String written) {
        boolean expression = written.length() > 2 && written.startsWith("/") && written.endsWith("/");
        if (written.isBlank() || written.equals("//")) {
            throw refused("An empty text is everywhere", "Say which text is expected.");
        }
        try {
            return new TextPattern(
                    written,
                    expression
                            ? Pattern.compile(written.substring(1, written.length() - 1), Pattern.MULTILINE)
                            : Pattern.compile(written, Pattern.LITERAL));
        } catch (PatternSyntaxException wrong) {
            throw refused(
                    "'" + written + "' is no regular expression: " + wrong.getDescription(),
                    "Without the slashes it is looked for as it stands.");
        }
    }

    /** Whether it is anywhere in {@code text}. */
    public boolean isIn(CharSequence text) {
        return find(text).isPresent();
    }

    /** Where it first is in {@code text}. */
    public Optional<Span> find(CharSequence text) {
        Matcher matcher = compiled.matcher(text);
        return matcher.find() ? Optional.of(new Span(matcher.start(), matcher.end())) : Optional.empty();
    }

    /** As the user wrote it. */
    @Override
    public String toString() {
        return written;
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof TextPattern pattern && written.equals(pattern.written);
    }

    @Override
    public int hashCode() {
        return written.hashCode();
    }

    private static HtgException refused(String message, String hint) {
        return new HtgException(ExitCode.USAGE, message, hint);
    }
}
