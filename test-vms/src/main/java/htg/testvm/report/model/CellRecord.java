package htg.testvm.report.model;

import htg.testvm.reads.FirmwareReads;
import java.time.Duration;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A cell's run.
 *
 * @param name unique in the run, for example {@code bios/usb-xhci}
 * @param values the value on each axis of the matrix, in the axes' order: firmware=bios, bus=usb-xhci
 * @param expected a sentence that starts with {@code boots} unless the boot has to fail: {@code boots to switch},
 *     {@code stops at discover: no pool}
 * @param elapsed of the last attempt
 * @param timeline landmarks in the order in which they were passed
 * @param pictures in the order in which they were taken; the last shows the end
 * @param folder where its logs and pictures are, relative to the report
 * @param command the line that runs this cell again
 * @param earlierBoots those that had to come before the one that counts
 * @param attempts the earlier ones, when it was tried again
 * @param firmwareReads of the last attempt, if the reads were logged
 */
public record CellRecord(
        String name,
        Map<String, String> values,
        VerdictRecord verdict,
        String expected,
        Duration elapsed,
        List<LandmarkRecord> timeline,
        List<CheckRecord> checks,
        List<PictureRecord> pictures,
        String folder,
        String command,
        List<EarlierBootRecord> earlierBoots,
        List<AttemptRecord> attempts,
        Optional<FirmwareReads> firmwareReads) {
    public CellRecord {
        name = PlainText.line(name);
        values = plain(values);
        expected = PlainText.line(expected);
        elapsed = Milliseconds.of(elapsed);
        timeline = List.copyOf(timeline);
        checks = List.copyOf(checks);
        pictures = List.copyOf(pictures);
        folder = RelativePath.checked(folder);
        command = PlainText.of(command);
        earlierBoots = List.copyOf(earlierBoots);
        attempts = List.copyOf(attempts);
    }

    /** Verdict and expectation in one. */
    public CellState state() {
        return switch (verdict.kind()) {
            case PASSED -> expectsFailure() ? CellState.EXPECTED_FAILURE : CellState.PASSED;
            case FAILED -> CellState.FAILED;
            case FLAKY -> CellState.FLAKY;
            case NOT_RUN -> CellState.NOT_RUN;
        };
    }

    /** Whether this boot has to fail to pass. */
    public boolean expectsFailure() {
        return !expected.startsWith("boots");
    }

    /** How many checks passed. */
    public long goodChecks() {
        return checks.stream()
                .filter(check -> check.result() == CheckRecord.Result.PASSED)
                .count();
    }

    /** The boot as spans of time, see {@link Stage}. */
    public List<Stage> stages() {
        return StageWalk.through(this);
    }

    private static Map<String, String> plain(Map<String, String> values) {
        Map<String, String> copy = new LinkedHashMap<>();
        values.forEach((axis, value) -> copy.put(PlainText.line(axis), PlainText.line(value)));
        return Collections.unmodifiableMap(copy);
    }
}
