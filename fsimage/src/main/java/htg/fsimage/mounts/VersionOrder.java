package htg.fsimage.mounts;

import java.util.Comparator;

/**
 * The order of versions by the UAPI Version Format Specification: digits by their value, {@code ~} before everything, so that {@code
 * 6.1.0-10} comes after {@code 6.1.0-9} and {@code 6.2~rc1} before {@code 6.2}. Of kernels {@code -rc1} counts as {@code ~rc1}.
 */
public final class VersionOrder implements Comparator<String> {
    /** The oldest first. */
    public static final VersionOrder OLDEST_FIRST = new VersionOrder();

    /** Marks, the one that makes a version oldest first; the end of the text comes between the first and the second. */
    private static final String MARKS = "~-^.";

    private VersionOrder() {}

    @Override
    public int compare(String first, String second) {
        return new Comparison(first.replace("-rc", "~rc"), second.replace("-rc", "~rc")).run();
    }

    /** Two versions and how far they were compared. */
    private static final class Comparison {
        private final String left;
        private final String right;
        private int i;
        private int k;

        Comparison(String left, String right) {
            this.left = left;
            this.right = right;
        }

        int run() {
            while (true) {
                i = skip(left, i);
                k = skip(right, k);
                if (i == left.length() || k == right.length()) {
                    return ended();
                }
                int order = step(left.charAt(i), right.charAt(k));
                if (order != 0) {
                    return order;
                }
            }
        }

        private int ended() {
            if (i < left.length()) {
                return left.charAt(i) == '~' ? -1 : 1;
            } else if (k < right.length()) {
                return right.charAt(k) == '~' ? 1 : -1;
            }
            return 0;
        }

        private int step(char one, char other) {
            for (int mark = 0; mark < MARKS.length(); mark++) {
                char sign = MARKS.charAt(mark);
                if (one == sign && other == sign) {
                    i++;
                    k++;
                    return 0;
                } else if (one == sign || other == sign) {
                    return one == sign ? -1 : 1;
                }
            }
            return digit(one) || digit(other) ? numbers(one, other) : letters();
        }

        private int numbers(char one, char other) {
            if (digit(one) != digit(other)) {
                return digit(one) ? 1 : -1;
            }
            int endLeft = end(left, i, true);
            int endRight = end(right, k, true);
            String a = left.substring(i, endLeft).replaceFirst("^0+", "");
            String b = right.substring(k, endRight).replaceFirst("^0+", "");
            i = endLeft;
            k = endRight;
            return a.length() != b.length() ? Integer.compare(a.length(), b.length()) : a.compareTo(b);
        }

        private int letters() {
            int endLeft = end(left, i, false);
            int endRight = end(right, k, false);
            int order = left.substring(i, endLeft).compareTo(right.substring(k, endRight));
            i = endLeft;
            k = endRight;
            return order;
        }

        private static int end(String text, int from, boolean digits) {
            int at = from;
            while (at < text.length() && (digits ? digit(text.charAt(at)) : letter(text.charAt(at)))) {
                at++;
            }
            return at;
        }

        private static int skip(String text, int from) {
            int at = from;
            while (at < text.length()
                    && !digit(text.charAt(at))
                    && !letter(text.charAt(at))
                    && MARKS.indexOf(text.charAt(at)) < 0) {
                at++;
            }
            return at;
        }

        private static boolean digit(char character) {
            return character >= '0' && character <= '9';
        }

        private static boolean letter(char character) {
            return (character >= 'a' && character <= 'z') || (character >= 'A' && character <= 'Z');
        }
    }
}
