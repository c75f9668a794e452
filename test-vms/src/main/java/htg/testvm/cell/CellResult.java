package htg.testvm.cell;

import htg.testvm.console.ConsoleEvent.CheckOutput;
import htg.testvm.console.ConsoleEvent.CheckResult;
import htg.testvm.console.ConsoleEvent.Landmark;
import htg.testvm.console.TimedEvent;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * A cell's run.
 *
 * @param elapsed from preparing it to cleaning up after it
 * @param folder where its logs and pictures are
 */
public record CellResult(
        Cell cell, Verdict verdict, Duration elapsed, List<TimedEvent> events, List<String> checks, Path folder) {
    public CellResult {
        events = List.copyOf(events);
        checks = List.copyOf(checks);
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

    /** What a failed check printed. */
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
