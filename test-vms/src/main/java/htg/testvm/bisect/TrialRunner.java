package htg.testvm.bisect;

import htg.common.ExitCode;
import htg.common.HtgException;
import htg.common.event.Event;
import htg.common.event.EventSink;
import htg.common.process.CommandRunner;
import htg.testvm.qemu.Scratch;
import htg.testvm.qemu.StickImage;
import htg.testvm.run.CellResult;
import htg.testvm.run.MatrixRunner;
import htg.testvm.run.Verdict;
import htg.testvm.stick.Exchange;
import htg.testvm.stick.StickParts;
import htg.testvm.suite.RunRequest;
import htg.testvm.suite.Suite;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** Makes hybrids, boots each in a numbered folder of its own, and removes them again. */
final class TrialRunner implements AutoCloseable {
    private static final String IMAGE = "hybrid.img";
    private static final String HOST = "host";

    private final RunRequest request;
    private final StickParts good;
    private final StickParts bad;
    private final Path report;
    private final CommandRunner runner;
    private final EventSink events;
    private final Scratch scratch = Scratch.open();
    private int count = Side.values().length;

    TrialRunner(
            RunRequest request, StickParts good, StickParts bad, Path report, CommandRunner runner, EventSink events) {
        this.request = request;
        this.good = good;
        this.bad = bad;
        this.report = report;
        this.runner = runner;
        this.events = events;
    }

    /** GOOD and BAD as they are, at the same time where the host is good for it. */
    List<Trial> bootBoth() {
        int jobs = Math.min(request.jobs().orElse(2), Runtime.getRuntime().availableProcessors());
        return MatrixRunner.run(List.of(Hybrid.plain(Side.GOOD), Hybrid.plain(Side.BAD)), jobs, this::boot);
    }

    /** One of the two as it is, or a hybrid, made and removed. */
    Trial boot(Hybrid hybrid) {
        String folder = folder(hybrid);
        return events.step(
                folder,
                "boots " + hybrid,
                () -> hybrid.exchanged().isEmpty()
                        ? boot(hybrid, side(hybrid.base()).image(), folder)
                        : made(hybrid, folder),
                trial -> hybrid + " " + trial.answer() + (trial.stage().isEmpty() ? "" : " at " + trial.stage()));
    }

    /** The images as they are have the first two numbers, whichever starts first. */
    private String folder(Hybrid hybrid) {
        int number = hybrid.exchanged().isEmpty() ? hybrid.base().number() : ++count;
        return String.format(Locale.ROOT, "%02d-%s", number, hybrid.folderName());
    }

    private Trial made(Hybrid hybrid, String folder) {
        Path own = report.resolve(folder);
        Path image = request.conditions().keepOverlays() ? own.resolve(IMAGE) : scratch.resolve(IMAGE);
        try {
            Files.createDirectories(own);
            Optional<Trial> impossible = exchange(hybrid, image, folder);
            Trial trial = impossible.orElseGet(() -> boot(hybrid, StickImage.at(image), folder));
            if (!request.conditions().keepOverlays()) {
                Files.deleteIfExists(image);
            }
            return trial;
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    /** What does not fit, or cannot be copied, is no evidence, and no reason to give up either. */
    private Optional<Trial> exchange(Hybrid hybrid, Path image, String folder) {
        Side base = hybrid.base();
        try {
            new Exchange(side(base), side(base.other()), hybrid.exchanged()).write(runner, image);
            return Optional.empty();
        } catch (HtgException refused) {
            if (refused.code() != ExitCode.REFUSED && refused.code() != ExitCode.FAILED) {
                throw refused;
            }
            String place = request.report().relativize(report.resolve(folder)).toString();
            return Optional.of(Trial.impossible(hybrid, HtgException.reason(refused), place));
        }
    }

    private Trial boot(Hybrid hybrid, StickImage image, String folder) {
        Path own = report.resolve(folder);
        try {
            CellResult result = Suite.of(request.on(image, own), runner, events)
                    .run(runner, this::onlyCells)
                    .get(0);
            requireMachine(result.verdict());
            String place = request.report().relativize(result.folder()).toString();
            return Trial.booted(hybrid, result.verdict(), result.elapsed(), place);
        } catch (HtgException failure) {
            if (failure.code() != ExitCode.FAILED) {
                throw failure;
            }
            // Its kernel or its ramdisk is not there to be started.
            Verdict verdict = new Verdict.Failed(Bisection.BOOT_FILES, HtgException.reason(failure));
            String place = request.report().relativize(own).toString();
            return Trial.booted(hybrid, verdict, Duration.ZERO, place);
        }
    }

    /** A matrix of one cell need not be counted. */
    private void onlyCells(Event event) {
        String cell = request.cells().get(0).cell().toString();
        if (event instanceof Event.StepProgress progress && progress.step().equals(cell)) {
            events.emit(event);
        } else if (event instanceof Event.Warning || event instanceof Event.Trace) {
            events.emit(event);
        }
    }

    /** What the host does wrong proves nothing about a stick. */
    private static void requireMachine(Verdict verdict) {
        if (verdict.stage().equals(HOST)) {
            throw new HtgException(
                    ExitCode.ENVIRONMENT, verdict.reason(), "Nothing is proved by a boot that the host has spoiled.");
        }
    }

    private StickParts side(Side side) {
        return side == Side.GOOD ? good : bad;
    }

    @Override
    public void close() {
        scratch.close();
    }
}
