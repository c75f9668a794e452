package htg.testvm.report.model;

import java.util.Locale;

/**
 * An in-guest check's result.
 *
 * @param detail one line
 * @param output what it printed, at most 16 Ki characters of it; empty where that is the detail alone
 */
public record CheckRecord(String name, Result result, String detail, String output) {
    static final int OUTPUT_LIMIT = 1 << 14;
    private static final String CUT = "\n[htg: cut here]\n";

    /** How a check can end. */
    public enum Result {
        PASSED,
        FAILED,
        NO_RESULT;

        /** As it is written in {@code results.json}. */
        @Override
        public String toString() {
            return name().toLowerCase(Locale.ROOT).replace('_', '-');
        }
    }

    public CheckRecord {
        name = PlainText.line(name);
        detail = PlainText.line(detail);
        output = bounded(PlainText.of(output));
    }

    private static String bounded(String text) {
        if (text.length() <= OUTPUT_LIMIT) {
            return text;
        }
        int half = (OUTPUT_LIMIT - CUT.length()) / 2;
        String both = text.substring(0, half) + CUT + text.substring(text.length() - half);
        return PlainText.of(both);
    }
}
