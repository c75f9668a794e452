package htg.testvm.suite;

import htg.common.event.Event;
import htg.common.event.EventSink;
import htg.common.process.CommandRunner;
import htg.common.process.FileDigest;
import htg.common.process.Shutdown;
import htg.testvm.cell.Cell;
import htg.testvm.machine.Accelerator;
import htg.testvm.qemu.AcceleratorProbe;
import htg.testvm.qemu.Programs;
import htg.testvm.qemu.Scratch;
import htg.testvm.run.CellResult;
import htg.testvm.run.CellRunner;
import htg.testvm.run.MatrixRunner;
import htg.testvm.run.PreparedCell;
import htg.testvm.run.Results;
import htg.testvm.run.RunSettings;
import htg.testvm.run.Verdict;
import htg.testvm.stick.BootFiles;
import htg.testvm.stick.RamdiskModules;
import htg.testvm.stick.StickParts;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;

/** A request of which everything is decided: its cells can be listed, and run. */
public final class Suite {
    private static final String STEP = "matrix";
    private static final String BOOT_FILES = "boot-files";
    private static final int USUAL_JOBS = 2;

    private final RunRequest request;
    private final Accelerator accelerator;
    private final Optional<BootFiles> bootFiles;
    private final RunSettings settings;
    private final List<PreparedCell> cells;

    /** Writes nothing, so that nothing is left of a suite that cannot be. */
    private Suite(RunRequest request, Accelerator accelerator) {
        this.request = request;
        this.accelerator = accelerator;
        this.bootFiles = bootFiles(request);
        this.settings = settings(request, accelerator, bootFiles);
        this.cells = request.cells().stream()
                .map(cell -> PreparedCell.of(settings, cell))
                .toList();
    }

    /**
     * Decides: looks for QEMU, the accelerator, the firmware and, where a kernel is started directly, for the stick's
     * boot files, which it takes out.
     *
     * @throws htg.common.HtgException when something is missing, before any machine has started
     */
    public static Suite of(RunRequest request, CommandRunner runner, EventSink events) {
        Programs.require();
        Scratch.require();
        request.writeLog()
                .map(RecordedWrites::new)
                .ifPresent(writes -> writes.requireOf(request.image(), new FileDigest(runner)));
        Suite suite = new Suite(request, AcceleratorProbe.of(runner).choose(request.accelerator(), events));
        requireModules(request, runner);
        return suite.written();
    }

    /** With the boot files, once nothing else can be wrong. */
    private Suite written() {
        bootFiles.ifPresent(BootFiles::write);
        return this;
    }

    private static void requireModules(RunRequest request, CommandRunner runner) {
        List<String> missing = request.cells().stream()
                .flatMap(planned -> planned.cell().fault().missingModule().stream())
                .toList();
        if (!missing.isEmpty()) {
            RamdiskModules.of(runner, StickParts.of(request.image())).require(missing);
        }
    }

    private static RunSettings settings(RunRequest request, Accelerator accelerator, Optional<BootFiles> bootFiles) {
        return new RunSettings(
                request.image(),
                request.goal(),
                request.report(),
                request.conditions(),
                accelerator,
                bootFiles.map(files -> files.kernel().with(request.kernelArguments())),
                request.writeLog());
    }

    private static Optional<BootFiles> bootFiles(RunRequest request) {
        return request.cells().stream().anyMatch(planned -> planned.cell().isDirect())
                ? Optional.of(BootFiles.of(
                        StickParts.of(request.image()), request.report().resolve(BOOT_FILES)))
                : Optional.empty();
    }

    /** The same on the same kind of machine, with another request. */
    Suite with(RunRequest newRequest) {
        return new Suite(newRequest, accelerator).written();
    }

    WriteRecorder recorder(CommandRunner runner, EventSink events) {
        return new WriteRecorder(settings, new CellRunner(runner, events), new FileDigest(runner), events);
    }

    public RunRequest request() {
        return request;
    }

    /** The log of writes that a cell with the fault {@code writes@N} begins with. */
    public Path writeLog(Cell cell) {
        return settings.writeLog(cell);
    }

    public List<PreparedCell> cells() {
        return cells;
    }

    public Accelerator accelerator() {
        return accelerator;
    }

    /**
     * Runs the cells, some at the same time, and returns their results in their order. Before that the writes are recorded
     * that some of them may begin with.
     *
     * @throws htg.common.HtgException when this machine lacks something that every cell needs
     */
    public List<CellResult> run(CommandRunner runner, EventSink events) {
        SuiteRun run = run(runner, events, Shutdown.NONE);
        run.requireWhole();
        return run.results();
    }

    /** The same, but what has been run is not lost when the process is being stopped, or the run has to end. */
    public SuiteRun run(CommandRunner runner, EventSink events, Shutdown shutdown) {
        recorder(runner, events).provide(request.cells());
        long start = System.nanoTime();
        events.emit(new Event.StepStarted(STEP, cells.size() + " cells"));
        CellRunner cellRunner = new CellRunner(runner, events, shutdown);
        Results<PreparedCell, CellResult> results = new Results<>(cells);
        Tally tally = new Tally(cells.size());
        MatrixRunner.run(
                results,
                jobs(),
                cell -> {
                    CellResult result = cellRunner.run(cell);
                    cellRunner.trouble().ifPresent(results::end);
                    events.emit(new Event.StepProgress(STEP, tally.after(result)));
                    return result;
                },
                shutdown);
        Optional<Throwable> failure = results.failure();
        Duration elapsed = Duration.ofNanos(System.nanoTime() - start);
        events.emit(new Event.StepFinished(STEP, elapsed, tally.ran() + " cells have run"));
        return new SuiteRun(results.all(cell -> CellRunner.notRun(cell, failure)), failure);
    }

    /** Counts cells as they end. Thread-safe. */
    private static final class Tally {
        private final int all;
        private final AtomicInteger ran = new AtomicInteger();
        private final AtomicInteger bad = new AtomicInteger();

        Tally(int all) {
            this.all = all;
        }

        String after(CellResult result) {
            boolean counts = !(result.verdict() instanceof Verdict.NotRun);
            int done = counts ? ran.incrementAndGet() : ran.get();
            int failed = counts && !result.verdict().passed() ? bad.incrementAndGet() : bad.get();
            return done + " of " + all + (failed == 0 ? "" : ", " + failed + " not well");
        }

        int ran() {
            return ran.get();
        }
    }

    int jobs() {
        int cpus = request.conditions().cpus().orElse(accelerator.usualCpus());
        int fitting = Runtime.getRuntime().availableProcessors() / cpus;
        return request.jobs().orElse(Math.max(1, Math.min(USUAL_JOBS, fitting)));
    }
}
