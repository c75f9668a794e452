package htg.testvm.run;

import htg.common.HtgException;
import htg.common.event.Event;
import htg.common.event.EventSink;
import htg.common.process.CommandRunner;
import htg.testvm.run.CellResult.FailedAttempt;
import htg.testvm.run.Verdict.Failed;
import htg.testvm.run.Verdict.Flaky;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;

/** Runs cells and judges them. Thread-safe: cells may run at the same time. */
public final class CellRunner {
    /** Name of the last picture in a cell's folder. */
    public static final String SCREENSHOT = "screenshot.png";

    /** Name of the script that repeats the cell by hand. */
    public static final String REPRODUCER = "reproduce.sh";

    private final CommandRunner runner;
    private final EventSink events;

    public CellRunner(CommandRunner runner, EventSink events) {
        this.runner = runner;
        this.events = events;
    }

    /**
     * Boots the cell, to its end or to its failure, and again if it failed and may be retried: what passes then is flaky,
     * not well. What QEMU itself does wrong is the cell's failure as well.
     */
    public CellResult run(PreparedCell prepared) {
        String name = prepared.cell().toString();
        events.emit(new Event.StepStarted(name, "boots " + name));
        CellResult result = attempts(prepared);
        if (result.verdict() instanceof Failed failed) {
            events.emit(new Event.StepNote(name, result.elapsed(), failed.reason()));
            events.emit(new Event.StepFailed(name, result.elapsed()));
        } else {
            events.emit(new Event.StepFinished(name, result.elapsed(), outcome(result)));
        }
        return result;
    }

    private CellResult attempts(PreparedCell prepared) {
        List<FailedAttempt> failed = new ArrayList<>();
        CellResult result = attempt(prepared);
        while (result.verdict() instanceof Failed && failed.size() < prepared.retries()) {
            failed.add(new FailedAttempt(result.verdict(), result.elapsed()));
            events.emit(new Event.Warning(prepared.cell() + " failed and is tried again: "
                    + result.verdict().reason()));
            result = attempt(prepared);
        }
        if (!failed.isEmpty() && result.verdict().passed()) {
            result = result.withVerdict(new Flaky((Failed) failed.get(0).verdict()));
        }
        return result.afterAttempts(failed);
    }

    private CellResult attempt(PreparedCell prepared) {
        try (Attempt attempt = Attempt.of(prepared, runner, events)) {
            return attempt.run();
        } catch (HtgException failure) {
            return Attempt.failed(prepared, HtgException.reason(failure));
        } catch (UncheckedIOException failure) {
            return Attempt.failed(prepared, HtgException.reason(Objects.requireNonNull(failure.getCause())));
        }
    }

    private static String outcome(CellResult result) {
        return result.verdict() instanceof Flaky
                ? "flaky: failed before with " + result.verdict().reason()
                : result.expected().toString();
    }
}
