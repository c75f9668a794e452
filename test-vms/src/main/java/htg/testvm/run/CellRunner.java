package htg.testvm.run;

import htg.common.ExitCode;
import htg.common.HtgException;
import htg.common.event.Event;
import htg.common.event.EventSink;
import htg.common.process.CommandRunner;
import htg.common.process.Shutdown;
import htg.testvm.run.CellResult.FailedAttempt;
import htg.testvm.run.Verdict.Failed;
import htg.testvm.run.Verdict.Flaky;
import htg.testvm.run.Verdict.NotRun;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Runs cells and judges them. Thread-safe: cells may run at the same time. */
public final class CellRunner {
    /** Name of the last picture in a cell's folder. */
    public static final String SCREENSHOT = "screenshot.png";

    /** Name of the log of the stick's reads. */
    public static final String REQUEST_LOG = "requests.log";

    /** Name of the script that repeats the cell by hand. */
    public static final String REPRODUCER = "reproduce.sh";

    private static final String INTERRUPTED = "interrupted";
    private static final int FRAMES = 20;

    private final CommandRunner runner;
    private final EventSink events;
    private final Shutdown shutdown;
    private final AtomicReference<@Nullable HtgException> trouble = new AtomicReference<>();

    public CellRunner(CommandRunner runner, EventSink events) {
        this(runner, events, Shutdown.NONE);
    }

    public CellRunner(CommandRunner runner, EventSink events, Shutdown shutdown) {
        this.runner = runner;
        this.events = events;
        this.shutdown = shutdown;
    }

    /**
     * Boots the cell, to its end or to its failure, and again if it failed and may be retried: what passes then is flaky,
     * not well. What QEMU itself does wrong is the cell's failure as well, and so is a bug of ours. A cell that fails
     * because the process is being stopped was not run.
     */
    public CellResult run(PreparedCell prepared) {
        String name = prepared.cell().toString();
        events.emit(new Event.StepStarted(name, "boots " + name));
        CellResult result = attempts(prepared);
        if (result.verdict() instanceof NotRun) {
            return result; // Whoever interrupts knows.
        }
        if (result.verdict() instanceof Failed failed) {
            events.emit(new Event.StepNote(name, result.elapsed(), failed.reason()));
            events.emit(new Event.StepFailed(name, result.elapsed()));
        } else {
            events.emit(new Event.StepFinished(name, result.elapsed(), outcome(result)));
        }
        return result;
    }

    /** The result of a cell that has not been run. */
    public static CellResult notRun(PreparedCell prepared, Optional<Throwable> why) {
        return Attempt.notRun(
                prepared,
                why.map(failure -> "the run ended before: " + HtgException.reason(failure))
                        .orElse(INTERRUPTED));
    }

    /** What this machine lacks, seen by a cell: no other cell would fare better. */
    public Optional<HtgException> trouble() {
        return Optional.ofNullable(trouble.get());
    }

    private CellResult attempts(PreparedCell prepared) {
        List<FailedAttempt> failed = new ArrayList<>();
        CellResult result = attempt(prepared);
        while (result.verdict() instanceof Failed
                && failed.size() < prepared.retries()
                && trouble().isEmpty()) {
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
        CellResult result = tried(prepared);
        boolean interrupted = result.verdict() instanceof Failed && shutdown.explainsFailure();
        return interrupted ? notRun(prepared, Optional.empty()) : result;
    }

    private CellResult tried(PreparedCell prepared) {
        try (Attempt attempt = Attempt.of(prepared, runner, events)) {
            return attempt.run();
        } catch (HtgException failure) {
            // A program that is killed, or kept from starting, while we are being stopped says nothing about the
            // machine.
            if (failure.code() == ExitCode.ENVIRONMENT && !shutdown.explainsFailure()) {
                trouble.compareAndSet(null, failure);
            }
            return Attempt.failed(prepared, HtgException.reason(failure));
        } catch (UncheckedIOException failure) {
            return Attempt.failed(prepared, HtgException.reason(Objects.requireNonNull(failure.getCause())));
        } catch (RuntimeException bug) { // one cell's must not cost the others their results
            events.emit(new Event.Trace(where(bug)));
            return Attempt.failed(prepared, "this is a bug in htg: " + bug);
        }
    }

    private static String where(RuntimeException bug) {
        return Stream.of(bug.getStackTrace())
                .limit(FRAMES)
                .map(frame -> "    at " + frame)
                .collect(Collectors.joining("\n", bug + "\n", ""));
    }

    private static String outcome(CellResult result) {
        return result.verdict() instanceof Flaky
                ? "flaky: failed before with " + result.verdict().reason()
                : result.expected().toString();
    }
}
