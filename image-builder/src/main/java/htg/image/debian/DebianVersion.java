package htg.image.debian;

/**
 * A package's version, in the order of {@code deb-version(7)}.
 *
 * @param text for example {@code 1:2.3.9-1~deb13u1}
 */
public record DebianVersion(String text) implements Comparable<DebianVersion> {
    public DebianVersion {
        if (text.isBlank()) {
            throw new IllegalArgumentException("a version is not empty");
        }
    }

    /** The epoch; versions without one have 0. */
    private int epoch() {
        int colon = text.indexOf(':');
        return colon < 0 ? 0 : Integer.parseInt(text.substring(0, colon));
    }

    /** The part that the program's makers gave. */
    String upstream() {
        String rest = text.substring(text.indexOf(':') + 1);
        int hyphen = rest.lastIndexOf('-');
        return hyphen < 0 ? rest : rest.substring(0, hyphen);
    }

    private String revision() {
        int hyphen = text.lastIndexOf('-');
        return hyphen < 0 ? "0" : text.substring(hyphen + 1);
    }

    @Override
    public int compareTo(DebianVersion other) {
        int byEpoch = Integer.compare(epoch(), other.epoch());
        int byUpstream = byEpoch == 0 ? compareParts(upstream(), other.upstream()) : byEpoch;
        return byUpstream == 0 ? compareParts(revision(), other.revision()) : byUpstream;
    }

    /** Compares runs of other characters and runs of digits in turn. */
    private static int compareParts(String one, String two) {
        int i = 0;
        int j = 0;
        while (i < one.length() || j < two.length()) {
            while (isWord(one, i) || isWord(two, j)) {
                int difference = weight(one, i) - weight(two, j);
                if (difference != 0) {
                    return difference;
                }
                i++;
                j++;
            }
            int endOne = endOfNumber(one, i);
            int endTwo = endOfNumber(two, j);
            int difference = compareNumbers(one.substring(i, endOne), two.substring(j, endTwo));
            if (difference != 0) {
                return difference;
            }
            i = endOne;
            j = endTwo;
        }
        return 0;
    }

    private static boolean isWord(String text, int place) {
        return place < text.length() && !isDigit(text.charAt(place));
    }

    /** A tilde sorts before the end, letters before everything else. */
    private static int weight(String text, int place) {
        if (!isWord(text, place)) {
            return 0;
        }
        char letter = text.charAt(place);
        if (letter == '~') {
            return -1;
        }
        return Character.isLetter(letter) ? letter : letter + 256;
    }

    private static int endOfNumber(String text, int start) {
        int end = start;
        while (end < text.length() && isDigit(text.charAt(end))) {
            end++;
        }
        return end;
    }

    private static int compareNumbers(String one, String two) {
        String first = one.replaceFirst("^0+", "");
        String second = two.replaceFirst("^0+", "");
        int byLength = Integer.compare(first.length(), second.length());
        return byLength == 0 ? first.compareTo(second) : byLength;
    }

    private static boolean isDigit(char letter) {
        return letter >= '0' && letter <= '9';
    }

    @Override
    public String toString() {
        return text;
    }
}
