package htg.testvm.report.model;

import java.time.Duration;

/** An earlier attempt at a cell that was tried again. */
public record AttemptRecord(VerdictRecord.Kind kind, String reason, Duration elapsed) {
    public AttemptRecord {
        reason = PlainText.line(reason);
        elapsed = Milliseconds.of(elapsed);
    }
}
