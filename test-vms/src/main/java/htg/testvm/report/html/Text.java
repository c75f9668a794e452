package htg.testvm.report.html;

import java.time.Duration;
import java.util.Locale;

/** Quantities as people read them. */
final class Text {
    private Text() {}

    /** For example {@code 12.4 s}, {@code 3 min 05 s}. */
    static String time(Duration time) {
        if (time.compareTo(Duration.ofMinutes(10)) < 0) {
            return String.format(Locale.ROOT, "%.1f s", time.toMillis() / 1000.0);
        }
        long seconds = time.toSeconds();
        return seconds < 3600
                ? String.format(Locale.ROOT, "%d min %02d s", seconds / 60, seconds % 60)
                : String.format(Locale.ROOT, "%d h %02d min", seconds / 3600, seconds / 60 % 60);
    }

    /** A share of 100, for coordinates. */
    static String percent(Duration part, Duration whole) {
        double share = whole.isZero() ? 0 : 100.0 * part.toMillis() / whole.toMillis();
        return String.format(Locale.ROOT, "%.2f%%", Math.min(100, share));
    }

    /** As in {@code 1 cell}, {@code 2 cells}. */
    static String count(long number, String singular) {
        return number + " " + singular + (number == 1 ? "" : "s");
    }
}
