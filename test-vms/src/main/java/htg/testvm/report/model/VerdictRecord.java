package htg.testvm.report.model;

import java.util.Locale;
import java.util.Optional;

/**
 * What a cell's run proved.
 *
 * @param reason a sentence; empty for a plain pass
 * @param stage where it broke
 */
public record VerdictRecord(Kind kind, String reason, Optional<String> stage) {
    /** The kinds of verdict. */
    public enum Kind {
        /** It did what was expected. */
        PASSED,
        /** It did not. */
        FAILED,
        /** It did, but only at a later attempt. */
        FLAKY,
        /** Nobody tried. */
        NOT_RUN;

        /** Whether the cell is no reason to fail the run. */
        public boolean good() {
            return this == PASSED || this == FLAKY;
        }

        /** As it is written in {@code results.json}. */
        @Override
        public String toString() {
            return name().toLowerCase(Locale.ROOT).replace('_', '-');
        }
    }

    public VerdictRecord {
        reason = PlainText.line(reason);
        stage = stage.map(PlainText::line);
    }

    public static VerdictRecord passed() {
        return new VerdictRecord(Kind.PASSED, "", Optional.empty());
    }

    public static VerdictRecord failed(String reason, Optional<String> stage) {
        return new VerdictRecord(Kind.FAILED, reason, stage);
    }
}
