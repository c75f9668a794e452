package htg.fsimage.mounts;

/** Shell patterns for names: {@code *}, {@code ?} and {@code [a-z]}, {@code \} before a character that means itself. Takes no longer than the product of both lengths. */
public final class NamePattern {
    private final String pattern;
    private final String name;
    /** So that no set that never ends is searched for its end at each place. */
    private final int lastBracket;

    private int next;

    private NamePattern(String pattern, String name) {
        this.pattern = pattern;
        this.name = name;
        this.lastBracket = pattern.lastIndexOf(']');
    }

    /** Whether all of a name is as the pattern says. */
    public static boolean matches(String pattern, String name) {
        return new NamePattern(pattern, name).run();
    }

    /** Whether it has characters that make it a pattern. */
    public static boolean isPattern(String text) {
        return text.indexOf('*') >= 0 || text.indexOf('?') >= 0 || text.indexOf('[') >= 0;
    }

    private boolean run() {
        int at = 0;
        int star = -1;
        int starName = 0;
        int in = 0;
        while (in < name.length()) {
            if (at < pattern.length() && pattern.charAt(at) == '*') {
                star = at++;
                starName = in;
            } else if (at < pattern.length() && one(at, name.charAt(in))) {
                at = next;
                in++;
            } else if (star >= 0) {
                at = star + 1;
                in = ++starName;
            } else {
                return false;
            }
        }
        while (at < pattern.length() && pattern.charAt(at) == '*') {
            at++;
        }
        return at == pattern.length();
    }

    /** Whether a character is as the pattern says at a place; {@code next} is then the place behind. */
    private boolean one(int at, char character) {
        char wanted = pattern.charAt(at);
        next = at + 1;
        if (wanted == '?') {
            return true;
        } else if (wanted == '[' && at + 2 <= lastBracket) {
            int end = pattern.indexOf(']', at + 2);
            next = end + 1;
            return inSet(pattern.substring(at + 1, end), character);
        } else if (wanted == '\\' && next < pattern.length()) {
            return pattern.charAt(next++) == character;
        }
        return wanted == character;
    }

    private static boolean inSet(String set, char character) {
        boolean negated = set.startsWith("!") || set.startsWith("^");
        boolean found = false;
        for (int at = negated ? 1 : 0; at < set.length(); at++) {
            char from = set.charAt(at);
            boolean range = at + 2 < set.length() && set.charAt(at + 1) == '-';
            char to = range ? set.charAt(at + 2) : from;
            found |= character >= from && character <= to;
            at += range ? 2 : 0;
        }
        return found != negated;
    }
}
