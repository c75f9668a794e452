package htg.fsimage.boot.grub;

import htg.fsimage.volume.ImageFormatException;
import htg.fsimage.volume.LimitExceededException;
import java.util.ArrayList;
import java.util.List;
import java.util.function.IntPredicate;

/** Extended regular expressions of POSIX, as far as scripts use them. Hostile ones end soon: steps and depth are bounded. */
final class Regexp {
    private static final int MOST_STEPS = 20_000;
    private static final int DEEPEST = 1000;
    private static final int MOST_GROUPS = 30;

    /** Says in the middle of a match that it has taken too long; never leaves this class. */
    private static final class TooLong extends IllegalStateException {
        private static final long serialVersionUID = 1L;
    }

    /** A part of a pattern: tries to match at a place, and what follows behind it. */
    @FunctionalInterface
    private interface Piece {
        boolean match(int at, IntPredicate rest);
    }

    private final String pattern;
    private final String text;
    private final int[] starts = new int[MOST_GROUPS + 1];
    private final int[] ends = new int[MOST_GROUPS + 1];
    private int at;
    private int groups;
    private int depth;
    private int steps;
    private int nesting;

    private Regexp(String pattern, String text) {
        this.pattern = pattern;
        this.text = text;
        java.util.Arrays.fill(starts, -1);
    }

    /**
     * Looks for a pattern anywhere in a text.
     *
     * @return what matched and what each group did, empty text for one that did not; an empty list when nothing matches
     */
    static List<String> find(String pattern, String text) throws ImageFormatException {
        if (pattern.length() > 1000 || text.length() > 4000) {
            throw new LimitExceededException("a regular expression or its text is longer than is allowed");
        }
        try {
            return new Regexp(pattern, text).run();
        } catch (TooLong hostile) {
            throw new LimitExceededException("the regular expression " + pattern + " takes too long");
        }
    }

    private List<String> run() throws ImageFormatException {
        Piece whole = alternatives();
        if (at < pattern.length()) {
            throw new ImageFormatException("the regular expression " + pattern + " has a stray )");
        }
        for (int from = 0; from <= text.length(); from++) {
            starts[0] = from;
            if (whole.match(from, end -> {
                ends[0] = end;
                return true;
            })) {
                return found();
            }
        }
        return List.of();
    }

    private List<String> found() {
        List<String> found = new ArrayList<>();
        for (int group = 0; group <= groups; group++) {
            found.add(starts[group] < 0 ? "" : text.substring(starts[group], ends[group]));
        }
        return found;
    }

    private Piece alternatives() throws ImageFormatException {
        if (++nesting > 30) {
            throw new LimitExceededException("the regular expression " + pattern + " is nested too deep");
        }
        List<Piece> choices = new ArrayList<>(List.of(sequence()));
        while (at < pattern.length() && pattern.charAt(at) == '|') {
            at++;
            choices.add(sequence());
        }
        nesting--;
        return choices.size() == 1
                ? choices.get(0)
                : (from, rest) -> {
                    for (Piece choice : choices) {
                        if (choice.match(from, rest)) {
                            return true;
                        }
                    }
                    return false;
                };
    }

    private Piece sequence() throws ImageFormatException {
        List<Piece> pieces = new ArrayList<>();
        while (at < pattern.length() && pattern.charAt(at) != '|' && pattern.charAt(at) != ')') {
            pieces.add(repeated(atom()));
        }
        return (from, rest) -> follow(pieces, 0, from, rest);
    }

    private boolean follow(List<Piece> pieces, int index, int from, IntPredicate rest) {
        if (++steps > MOST_STEPS || ++depth > DEEPEST) {
            throw new TooLong();
        }
        boolean matched = index == pieces.size()
                ? rest.test(from)
                : pieces.get(index).match(from, next -> follow(pieces, index + 1, next, rest));
        depth--;
        return matched;
    }

    private Piece atom() throws ImageFormatException {
        char now = pattern.charAt(at++);
        return switch (now) {
            case '^' -> (from, rest) -> from == 0 && rest.test(from);
            case '$' -> (from, rest) -> from == text.length() && rest.test(from);
            case '.' -> (from, rest) -> from < text.length() && rest.test(from + 1);
            case '[' -> set();
            case '(' -> group();
            case '\\' -> literal(at < pattern.length() ? pattern.charAt(at++) : '\\');
            default -> literal(now);
        };
    }

    private Piece literal(char wanted) {
        return (from, rest) -> from < text.length() && text.charAt(from) == wanted && rest.test(from + 1);
    }

    private Piece set() throws ImageFormatException {
        int start = at;
        int end = pattern.indexOf(']', at + (pattern.startsWith("^", at) ? 2 : 1));
        while (end > 0 && pattern.lastIndexOf("[:", end) > start - 1 && pattern.startsWith(":]", end - 1)) {
            end = pattern.indexOf(']', end + 1);
        }
        if (end < 0) {
            throw new ImageFormatException("the regular expression " + pattern + " has a [ without ]");
        }
        String set = classes(pattern.substring(start, end));
        at = end + 1;
        return (from, rest) -> from < text.length()
                && htg.fsimage.mounts.NamePattern.matches("[" + set + "]", String.valueOf(text.charAt(from)))
                && rest.test(from + 1);
    }

    private static String classes(String set) {
        return set.replace("[:digit:]", "0-9")
                .replace("[:alpha:]", "a-zA-Z")
                .replace("[:alnum:]", "a-zA-Z0-9")
                .replace("[:space:]", " \t\n")
                .replace("[:lower:]", "a-z")
                .replace("[:upper:]", "A-Z");
    }

    private Piece group() throws ImageFormatException {
        int number = ++groups;
        if (number > MOST_GROUPS) {
            throw new LimitExceededException("the regular expression " + pattern + " has too many groups");
        }
        Piece inner = alternatives();
        if (at == pattern.length()) {
            throw new ImageFormatException("the regular expression " + pattern + " has a ( without )");
        }
        at++;
        return (from, rest) -> inner.match(from, end -> {
            int start = starts[number];
            int before = ends[number];
            starts[number] = from;
            ends[number] = end;
            if (rest.test(end)) {
                return true;
            }
            starts[number] = start;
            ends[number] = before;
            return false;
        });
    }

    private Piece repeated(Piece piece) {
        Piece result = piece;
        while (at < pattern.length() && "*+?".indexOf(pattern.charAt(at)) >= 0) {
            char sign = pattern.charAt(at++);
            Piece inner = result;
            int least = sign == '+' ? 1 : 0;
            int most = sign == '?' ? 1 : Integer.MAX_VALUE;
            result = (from, rest) -> repeat(inner, least, most, from, rest);
        }
        return result;
    }

    private boolean repeat(Piece piece, int least, int most, int from, IntPredicate rest) {
        if (++steps > MOST_STEPS || ++depth > DEEPEST) {
            throw new TooLong();
        }
        boolean matched = most > 0
                && piece.match(
                        from,
                        next -> (next > from || least > 0)
                                && repeat(piece, Math.max(0, least - 1), most - 1, next, rest));
        depth--;
        return matched || (least == 0 && rest.test(from));
    }
}
