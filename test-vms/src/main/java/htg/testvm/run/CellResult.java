package htg.testvm.run;

import htg.testvm.cell.Cell;
import htg.testvm.cell.Expected;
import htg.testvm.console.ConsoleEvent.CheckOutput;
import htg.testvm.console.ConsoleEvent.CheckResult;
import htg.testvm.console.ConsoleEvent.Landmark;
import htg.testvm.console.TimedEvent;
import htg.testvm.reads.FirmwareReads;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * A cell's run.
 *
 * @param elapsed of the last try, from preparing it to its verdict
 * @param checks names of the in-guest checks that ought to have run
 * @param pictures of the screen, in order; landmarks that came close together share a file
 * @param earlierBoots those of the last try whose power was to be cut before the cell's own boot
 * @param failedAttempts what became of the tries before this one
 * @param firmwareReads of the cell's own boot, if the reads were logged
 * @param folder where its logs and pictures are
 */
public record CellResult(
        Cell cell,
        Expected expected,
        Verdict verdict,
        Duration elapsed,
        List<TimedEvent> events,
        List<String> checks,
        List<Picture> pictures,
        List<EarlierBoot> earlierBoots,
        List<FailedAttempt> failedAttempts,
        Optional<FirmwareReads> firmwareReads,
        Path folder) {
    public CellResult {
        events = List.copyOf(events);
        checks = List.copyOf(checks);
        pictures = List.copyOf(pictures);
        earlierBoots = List.copyOf(earlierBoots);
        failedAttempts = List.copyOf(failedAttempts);
    }

    /**
     * What was on the screen when a landmark showed.
     *
     * @param landmark for example {@code discover ok}
     * @param file its name in the cell's folder
     */
    public record Picture(String landmark, String file) {}

    /**
     * A boot whose power was to be cut: it was, so that another one followed, or the boot broke on its way there.
     *
     * @param end one sentence for people: how it ended
     * @param elapsed from power-on to its end
     * @param pictures their files are in this boot's folder
     * @param folder where its logs and pictures are, in the cell's
     */
    public record EarlierBoot(
            String end, Duration elapsed, List<TimedEvent> events, List<Picture> pictures, Path folder) {
        public EarlierBoot {
            events = List.copyOf(events);
            pictures = List.copyOf(pictures);
        }
    }

    /** A try before the last. */
    public record FailedAttempt(Verdict verdict, Duration elapsed) {}

    CellResult withVerdict(Verdict newVerdict) {
        return new CellResult(
                cell,
                expected,
                newVerdict,
                elapsed,
                events,
                checks,
                pictures,
                earlierBoots,
                failedAttempts,
                firmwareReads,
                folder);
    }

    CellResult afterAttempts(List<FailedAttempt> before) {
        return new CellResult(
                cell,
                expected,
                verdict,
                elapsed,
                events,
                checks,
                pictures,
                earlierBoots,
                before,
                firmwareReads,
                folder);
    }

    CellResult withFirmwareReads(Optional<FirmwareReads> reads) {
        return new CellResult(
                cell,
                expected,
                verdict,
                elapsed,
                events,
                checks,
                pictures,
                earlierBoots,
                failedAttempts,
                reads,
                folder);
    }

    /** Landmarks with their times, in the order in which they were passed. */
    public List<TimedEvent> landmarks() {
        return events.stream()
                .filter(event -> event.event() instanceof Landmark)
                .toList();
    }

    /** The results of the in-guest checks that gave one. */
    public List<CheckResult> checkResults() {
        return of(CheckResult.class).toList();
    }

    /** The result of one check. */
    public Optional<CheckResult> checkResult(String name) {
        return of(CheckResult.class)
                .filter(result -> result.name().equals(name))
                .findFirst();
    }

    /** What a check printed. */
    public String checkOutput(String name) {
        return of(CheckOutput.class)
                .filter(output -> output.name().equals(name))
                .map(CheckOutput::text)
                .collect(Collectors.joining("\n"));
    }

    private <T> Stream<T> of(Class<T> type) {
        return events.stream().map(TimedEvent::event).filter(type::isInstance).map(type::cast);
    }
}
