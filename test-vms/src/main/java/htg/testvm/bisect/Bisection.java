package htg.testvm.bisect;

import htg.common.ExitCode;
import htg.common.HtgException;
import htg.common.event.EventSink;
import htg.common.io.TemporaryFolder;
import htg.common.process.CommandRunner;
import htg.testvm.qemu.Programs;
import htg.testvm.qemu.StickImage;
import htg.testvm.run.Verdict;
import htg.testvm.stick.Component;
import htg.testvm.stick.ComponentComparison;
import htg.testvm.stick.StickParts;
import htg.testvm.suite.RunRequest;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;

/**
 * Finds the component of a stick that decides whether it passes in a cell: boots GOOD and BAD, then hybrids of the two until
 * the difference is proved. Neither image is changed.
 */
public final class Bisection {
    /** Folder in a report. */
    public static final String FOLDER = "bisect";

    /** The stage of a stick whose kernel and ramdisk cannot even be taken out of it. */
    static final String BOOT_FILES = "boot-files";

    private static final String STEP = "bisect";

    private final RunRequest request;
    private final StickParts good;
    private final StickParts bad;
    private final CommandRunner runner;
    private final EventSink events;
    private final List<Trial> trials = new ArrayList<>();

    /**
     * Looks at both images.
     *
     * @param request on GOOD, with the one cell in which to boot
     * @throws HtgException {@link ExitCode#USAGE} when one of them is no stick of htg
     */
    public Bisection(RunRequest request, StickImage bad, CommandRunner runner, EventSink events) {
        if (request.cells().size() != 1) {
            throw new IllegalArgumentException("a bisection has one cell, not " + request.cells());
        }
        this.request = request;
        this.good = StickParts.of(request.image());
        this.bad = StickParts.of(bad);
        this.runner = runner;
        this.events = events;
    }

    /**
     * Searches.
     *
     * @throws HtgException {@link ExitCode#USAGE} when the images do not differ in anything that the cell reads, {@link
     *     ExitCode#FAILED} when GOOD does not pass or BAD does
     */
    public BisectionResult run() {
        Programs.require();
        Set<Component> differing = differing();
        Set<Component> read = EnumSet.copyOf(differing);
        read.retainAll(Suspects.readBy(request.cells().get(0).cell().firmware()));
        requireSuspects(differing, read);
        Path report = emptied(request.report().resolve(FOLDER));
        try (TrialRunner machines = new TrialRunner(request, good, bad, report, runner, events)) {
            trials.addAll(machines.bootBoth());
            requireDifference();
            List<Component> suspects = Suspects.inOrderFor(trials.get(1).stage()).stream()
                    .filter(read::contains)
                    .toList();
            Culprit culprit = new CulpritSearch(suspects, hybrid -> tried(machines.boot(hybrid))).run();
            return result(culprit, differing, read);
        }
    }

    private BisectionResult result(Culprit culprit, Set<Component> differing, Set<Component> read) {
        Set<Component> equal = EnumSet.allOf(Component.class);
        equal.removeAll(differing);
        Set<Component> unread = EnumSet.copyOf(differing);
        unread.removeAll(read);
        String cell = request.cells().get(0).cell().toString();
        return new BisectionResult(good.image(), bad.image(), cell, culprit, trials, equal, unread, request.report());
    }

    private Trial.Answer tried(Trial trial) {
        trials.add(trial);
        return trial.answer();
    }

    private Set<Component> differing() {
        return events.step(
                STEP,
                "compares the components",
                () -> new ComponentComparison(runner, good, bad).differing(),
                differing -> differing.isEmpty() ? "all are equal" : "different: " + Hybrid.names(differing));
    }

    private void requireSuspects(Set<Component> differing, Set<Component> read) {
        if (!read.isEmpty()) {
            return;
        }
        String images = good.image().path() + " and " + bad.image().path();
        throw new HtgException(
                ExitCode.USAGE,
                differing.isEmpty()
                        ? "The images " + images + " have the same components: there is nothing to exchange"
                        : "The images " + images + " differ only in " + Hybrid.names(differing) + ", which nothing in "
                                + request.cells().get(0).cell() + " reads",
                differing.isEmpty()
                        ? "Only their partition tables or their sizes can differ; name two other images."
                        : "Name a cell that starts from another firmware.");
    }

    private void requireDifference() {
        Verdict ofGood = trials.get(0).verdict().orElseThrow();
        Verdict ofBad = trials.get(1).verdict().orElseThrow();
        if (ofGood.passed() && !ofBad.passed()) {
            return;
        }
        String cell = " in " + request.cells().get(0).cell();
        String goodSays = "GOOD, " + good.image().path() + ", does not pass" + cell + ": " + ofGood.reason();
        String badSays = "BAD, " + bad.image().path() + ", passes" + cell;
        if (ofGood.passed()) {
            throw new HtgException(ExitCode.FAILED, badSays, "Name a cell in which it fails.");
        }
        throw new HtgException(
                ExitCode.FAILED,
                ofBad.passed() ? goodSays + "; and " + badSays : goodSays,
                ofBad.passed()
                        ? "Name the two images the other way round."
                        : "Name an image that passes there; the logs are in "
                                + request.report().resolve(trials.get(0).folder()) + ".");
    }

    private static Path emptied(Path folder) {
        try {
            TemporaryFolder.deleteTree(folder);
            return folder;
        } catch (UncheckedIOException failure) {
            throw new HtgException(
                    ExitCode.ENVIRONMENT,
                    "Cannot empty the report folder " + folder + ": " + HtgException.reason(failure),
                    "Choose another one with --report.",
                    failure);
        }
    }
}
