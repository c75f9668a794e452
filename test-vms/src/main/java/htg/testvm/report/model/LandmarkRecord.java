package htg.testvm.report.model;

import java.time.Duration;
import java.util.Set;

/**
 * A landmark of a boot.
 *
 * @param at time since power-on
 * @param status {@code start}, {@code ok} or {@code fail}
 */
public record LandmarkRecord(Duration at, String name, String status, String detail) {
    /** Seen when these programs begin, though the status is ok. */
    private static final Set<String> FIRST_WORDS = Set.of("grub", "kernel");

    public LandmarkRecord {
        at = Milliseconds.of(at);
        name = PlainText.line(name);
        status = PlainText.line(status);
        detail = PlainText.line(detail);
    }

    boolean begins() {
        return "start".equals(status) || ("ok".equals(status) && FIRST_WORDS.contains(name));
    }

    public boolean failed() {
        return "fail".equals(status);
    }

    @Override
    public String toString() {
        return name + " " + status + (detail.isEmpty() ? "" : " " + detail);
    }
}
