package htg.testvm.bisect;

import htg.testvm.run.Verdict;
import java.time.Duration;
import java.util.Locale;
import java.util.Optional;

/**
 * One piece of evidence.
 *
 * @param verdict what became of the boot; empty when there can be no such hybrid
 * @param reason why it failed, or why there is none; empty for a pass
 * @param folder with its logs, relative to the report
 */
public record Trial(Hybrid hybrid, Optional<Verdict> verdict, String reason, Duration elapsed, String folder) {
    static Trial booted(Hybrid hybrid, Verdict verdict, Duration elapsed, String folder) {
        return new Trial(hybrid, Optional.of(verdict), verdict.reason(), elapsed, folder);
    }

    static Trial impossible(Hybrid hybrid, String reason, String folder) {
        return new Trial(hybrid, Optional.empty(), reason, Duration.ZERO, folder);
    }

    /** The verdict in a word. */
    public Answer answer() {
        return verdict.map(one -> one.passed() ? Answer.PASSED : Answer.FAILED).orElse(Answer.IMPOSSIBLE);
    }

    /** Where it broke; empty when it did not, or was not booted. */
    public String stage() {
        return verdict.map(Verdict::stage).orElse("");
    }

    /** What a trial says. */
    public enum Answer {
        PASSED,
        FAILED,
        /** The one image cannot give its component to the other. */
        IMPOSSIBLE;

        /** As it is written in reports. */
        @Override
        public String toString() {
            return name().toLowerCase(Locale.ROOT);
        }
    }
}
