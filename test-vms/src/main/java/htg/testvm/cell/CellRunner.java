package htg.testvm.cell;

import htg.common.HtgException;
import htg.common.event.Event;
import htg.common.event.EventSink;
import htg.common.io.TemporaryFolder;
import htg.common.process.CommandRunner;
import htg.testvm.boot.Boot;
import htg.testvm.boot.Outcome;
import htg.testvm.console.ConsoleEvent.CheckResult;
import htg.testvm.console.ConsoleEvent.Landmark;
import htg.testvm.console.TimedEvent;
import htg.testvm.qemu.Scratch;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.function.Consumer;
import java.util.stream.Collectors;

/** Runs cells and judges them. Thread-safe: cells may run at the same time. */
public final class CellRunner {
    /** Name of the picture in a cell's folder. */
    public static final String SCREENSHOT = "screenshot.png";

    /** Name of the script that repeats the cell by hand. */
    public static final String REPRODUCER = "reproduce.sh";

    private static final String PICTURED_LANDMARK = "multi-user";

    private final CommandRunner runner;
    private final EventSink events;

    public CellRunner(CommandRunner runner, EventSink events) {
        this.runner = runner;
        this.events = events;
    }

    /** Boots the cell, to its end or to its failure. What QEMU itself does wrong is the cell's failure as well. */
    public CellResult run(PreparedCell prepared) {
        String name = prepared.cell().toString();
        long start = System.nanoTime();
        events.emit(new Event.StepStarted(name, "boots " + name));
        CellResult result = attempt(prepared, start);
        if (result.verdict().passed()) {
            events.emit(new Event.StepFinished(name, result.elapsed(), "passed"));
        } else {
            say(prepared.cell(), result.elapsed(), result.verdict().reason());
            events.emit(new Event.StepFailed(name, result.elapsed()));
        }
        return result;
    }

    private CellResult attempt(PreparedCell prepared, long start) {
        Path folder = emptied(prepared.folder());
        try (Scratch scratch = Scratch.open()) {
            write(folder.resolve(REPRODUCER), prepared.reproducer());
            return boot(prepared, scratch, start);
        } catch (HtgException failure) {
            return result(prepared, new Verdict.Failed(HtgException.reason(failure)), List.of(), start);
        }
    }

    private CellResult boot(PreparedCell prepared, Scratch scratch, long start) {
        Path folder = prepared.folder();
        try (Boot boot = Boot.start(runner, prepared.place(runner, scratch.path()), scratch.path(), folder)) {
            Outcome outcome = boot.await(prepared.plan(), prepared.limit(), progress(prepared.cell(), boot, folder));
            if (outcome instanceof Outcome.Broken) {
                picture(boot, folder);
            }
            CellResult seen = result(prepared, new Verdict.Passed(), boot.events(), start);
            return new CellResult(
                    seen.cell(), judge(outcome, seen), seen.elapsed(), seen.events(), seen.checks(), seen.folder());
        }
    }

    private static CellResult result(PreparedCell prepared, Verdict verdict, List<TimedEvent> seen, long start) {
        Duration elapsed = Duration.ofNanos(System.nanoTime() - start);
        return new CellResult(prepared.cell(), verdict, elapsed, seen, prepared.checkNames(), prepared.folder());
    }

    /** A boot that broke off is judged by that; one that came through, by its checks. */
    private static Verdict judge(Outcome outcome, CellResult seen) {
        if (outcome instanceof Outcome.Broken broken) {
            return new Verdict.Failed(broken.reason());
        }
        String bad = seen.checks().stream()
                .filter(check ->
                        seen.checkResult(check).filter(CheckResult::passed).isEmpty())
                .map(check -> check + " ("
                        + seen.checkResult(check).map(CheckResult::detail).orElse("gave no result") + ")")
                .collect(Collectors.joining(", "));
        return bad.isEmpty() ? new Verdict.Passed() : new Verdict.Failed("checks failed: " + bad);
    }

    private Consumer<TimedEvent> progress(Cell cell, Boot boot, Path folder) {
        return event -> {
            if (event.event() instanceof Landmark landmark) {
                say(cell, event.at(), landmark.toString());
                if (landmark.name().equals(PICTURED_LANDMARK)) {
                    picture(boot, folder);
                }
            } else if (event.event() instanceof CheckResult check) {
                say(cell, event.at(), check.name() + " " + (check.passed() ? "ok " : "fail ") + check.detail());
            }
        };
    }

    private void say(Cell cell, Duration at, String what) {
        events.emit(new Event.StepNote(cell.toString(), at, what.strip()));
    }

    private void picture(Boot boot, Path folder) {
        if (!boot.isOn()) {
            return;
        }
        try {
            boot.screenshot(folder.resolve(SCREENSHOT));
        } catch (HtgException failure) {
            events.emit(new Event.Warning("no screenshot: " + HtgException.reason(failure)));
        }
    }

    private static Path emptied(Path folder) {
        try {
            TemporaryFolder.deleteTree(folder);
            return Files.createDirectories(folder);
        } catch (IOException failure) {
            throw new HtgException(
                    htg.common.ExitCode.ENVIRONMENT,
                    "Cannot write the report folder " + folder + ": " + HtgException.reason(failure),
                    "Choose another one with --report.",
                    failure);
        }
    }

    private static void write(Path file, String content) {
        try {
            Files.writeString(file, content);
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }
}
