package htg.testvm.run;

import htg.common.HtgException;
import htg.common.event.Event;
import htg.common.event.EventSink;
import htg.common.process.CommandRunner;
import htg.testvm.boot.Boot;
import htg.testvm.boot.BootPlan;
import htg.testvm.boot.Outcome;
import htg.testvm.console.ConsoleEvent.CheckResult;
import htg.testvm.console.ConsoleEvent.Landmark;
import htg.testvm.console.TimedEvent;
import htg.testvm.fault.Reaction;
import htg.testvm.machine.FirmwareFiles;
import htg.testvm.machine.Launch;
import htg.testvm.machine.Wiring;
import htg.testvm.qemu.Scratch;
import htg.testvm.reads.BootRequests;
import htg.testvm.reads.FirmwareReads;
import htg.testvm.run.CellResult.EarlierBoot;
import htg.testvm.run.CellResult.Picture;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import java.util.stream.Stream;

/** One try at a cell: its scratch folder, its machine, what is done to it, and what is seen. */
final class Attempt implements AutoCloseable {
    /** Name of the folder in the cell's for the boot without the other half of its pool. */
    private static final String ALONE = "without-other-half";

    private final PreparedCell cell;
    private final CommandRunner runner;
    private final EventSink events;
    private final Scratch scratch;
    private final long start = System.nanoTime();
    private final Set<Reaction> fired = new HashSet<>();
    private final List<EarlierBoot> earlierBoots = new ArrayList<>();
    private final Map<String, String> writes = new LinkedHashMap<>();
    private Optional<MediumServer> medium = Optional.empty();
    private boolean powerWasCut;

    private Attempt(PreparedCell cell, CommandRunner runner, EventSink events, Scratch scratch) {
        this.cell = cell;
        this.runner = runner;
        this.events = events;
        this.scratch = scratch;
    }

    static Attempt of(PreparedCell cell, CommandRunner runner, EventSink events) {
        return new Attempt(cell, runner, events, Scratch.open());
    }

    /** The result of a try that did not get as far as a machine. */
    static CellResult failed(PreparedCell cell, String reason) {
        return without(cell, new Verdict.Failed(Judge.HOST, reason), cell.checkNames());
    }

    private static CellResult without(PreparedCell cell, Verdict verdict, List<String> checks) {
        return new CellResult(
                cell.cell(),
                cell.expected(),
                verdict,
                Duration.ZERO,
                List.of(),
                checks,
                List.of(),
                List.of(),
                List.of(),
                Optional.empty(),
                cell.folder());
    }

    /** The result of none. */
    static CellResult notRun(PreparedCell cell, String reason) {
        return without(cell, new Verdict.NotRun(reason), List.of());
    }

    CellResult run() {
        try (MediumServer server = prepare()) {
            makeDisks(server);
            Optional<Outcome> before = earlierBoot().map(server::onThisMedium);
            CellResult result = before.filter(Outcome.Broken.class::isInstance)
                    .map(outcome -> result(outcome, List.of(), List.of()))
                    .orElseGet(() -> boot(server));
            return kept(result.withVerdict(respectful(result.verdict())));
        }
    }

    /** Empties the cell's folder, fills it with what is known before the start, and starts what serves the medium. */
    MediumServer prepare() {
        Path folder = ReportFolder.emptied(cell.folder());
        cell.writeInjectedFiles(runner);
        cell.recordedLog().ifPresent(log -> ReportFolder.write(log, ""));
        ReportFolder.write(folder.resolve(CellRunner.REPRODUCER), Reproducer.script(cell));
        MediumServer server = MediumServer.of(cell, scratch.path());
        medium = Optional.of(server);
        return server;
    }

    void makeDisks(MediumServer server) {
        server.below(cell.stick()).make(runner, scratch.path());
        cell.otherHalf().ifPresent(disk -> disk.make(runner, scratch.path()));
        for (NeighbourDisk disk : cell.neighbours()) {
            server.belowNeighbour(cell.complete(disk)).make(runner, scratch.path());
        }
        cell.flash().ifPresent(files -> files.copiedTo(variables(files)));
    }

    private Path variables(FirmwareFiles files) {
        return cell.flashIn(scratch.path()).orElse(files).variables();
    }

    private Wiring.Sockets wiring() {
        return new Wiring.Sockets(scratch.path());
    }

    /** The boot that has to come before the cell's own, if one has. */
    private Optional<Outcome> earlierBoot() {
        return cell.cell().half().isStale()
                ? Optional.of(withoutOtherHalf())
                : cell.fault().powerCut().map(this::untilPowerCut);
    }

    private BootPlan way() {
        return cell.goal() instanceof Goal.Landmarks landmarks ? cell.plan(landmarks) : BootPlan.stick();
    }

    /** The whole way with the first half of the pool alone, so that the other misses what is written. */
    private Outcome withoutOtherHalf() {
        Path logs = ReportFolder.emptied(cell.folder().resolve(ALONE));
        try (Boot boot = switchOn(cell.launchAlone(scratch.path(), wiring()), logs);
                Camera camera = camera(boot, logs)) {
            Outcome outcome = boot.await(way(), cell.limit(), listener(boot, camera::take));
            camera.last();
            String how =
                    outcome instanceof Outcome.Completed ? "half the pool was away" : "broke without half the pool";
            earlierBoots.add(new EarlierBoot(how, boot.elapsed(), boot.events(), camera.pictures(), logs));
            return outcome;
        } finally {
            lookForWrites();
        }
    }

    private Outcome untilPowerCut(String landmark) {
        Path logs = ReportFolder.emptied(cell.folder().resolve(BootBeforePowerCut.FOLDER));
        BootPlan way = way();
        try (Boot boot = switchOn(logs);
                Camera camera = camera(boot, logs)) {
            BootBeforePowerCut first = new BootBeforePowerCut(boot, camera, landmark);
            Outcome outcome = first.run(way, cell.limit(), listener(boot, first::take));
            earlierBoots.add(first.record(outcome, logs));
            powerWasCut = outcome instanceof Outcome.Completed;
            return outcome;
        } finally {
            lookForWrites();
        }
    }

    private Camera camera(Boot boot, Path folder) {
        return new Camera(Camera.Screen.of(boot), cell.cell().toString(), folder, events);
    }

    Path scratch() {
        return scratch.path();
    }

    Boot switchOn() {
        return switchOn(cell.folder());
    }

    private Boot switchOn(Path logs) {
        return switchOn(cell.launch(scratch.path(), wiring()), logs);
    }

    private Boot switchOn(Launch launch, Path logs) {
        // QEMU leaves old entries behind its own.
        cell.writeLogs(scratch.path()).values().forEach(log -> ReportFolder.write(log, ""));
        medium.ifPresent(MediumServer::poweredOn);
        return Boot.start(runner, launch, scratch.path(), logs);
    }

    /** Once the machine is off. */
    private void lookForWrites() {
        cell.writeLogs(scratch.path())
                .forEach((disk, log) -> NeighbourWrites.in(log).ifPresent(what -> writes.putIfAbsent(disk, what)));
    }

    private CellResult boot(MediumServer server) {
        fired.clear();
        try (Boot boot = switchOn();
                Camera camera = camera(boot, cell.folder())) {
            Outcome outcome = server.onThisMedium(watch(boot, listener(boot, camera::take)));
            camera.last();
            return result(outcome, boot.events(), camera.pictures()).withFirmwareReads(logged(server.requests(boot)));
        } finally {
            lookForWrites();
        }
    }

    private Optional<FirmwareReads> logged(BootRequests requests) {
        if (!cell.logsRequests()) {
            return Optional.empty();
        }
        Path log = cell.folder().resolve(CellRunner.REQUEST_LOG);
        ReportFolder.writing(log, () -> Files.write(log, requests.lines().toList()));
        return Optional.of(requests.firmware());
    }

    private Outcome watch(Boot boot, Consumer<TimedEvent> listener) {
        if (cell.goal() instanceof Goal.Landmarks landmarks) {
            return boot.await(cell.plan(landmarks), cell.limit(), listener);
        }
        return new Sight((Goal.Seen) cell.goal(), boot, scratch.path(), listener).await(cell.limit());
    }

    private CellResult result(Outcome outcome, List<TimedEvent> seen, List<Picture> pictures) {
        Verdict verdict = happened(Judge.verdict(cell.expected(), outcome, cell.checkNames(), seen));
        Duration elapsed = Duration.ofNanos(System.nanoTime() - start);
        return new CellResult(
                cell.cell(),
                cell.expected(),
                verdict,
                elapsed,
                seen,
                cell.checkNames(),
                pictures,
                earlierBoots,
                List.of(),
                Optional.empty(),
                cell.folder());
    }

    /** A cell in which the moment for something never came proves nothing. */
    private Verdict happened(Verdict verdict) {
        Stream<Verdict> missedCut = cell.fault().powerCut().stream()
                .filter(landmark -> !powerWasCut)
                .map(landmark -> missed("the power was not cut", landmark));
        Stream<Verdict> missedReactions = cell.cell().reactions().stream()
                .filter(reaction -> !fired.contains(reaction))
                .map(reaction -> missed("the stick was not " + done(reaction), reaction.landmark()));
        return verdict.passed()
                ? Stream.concat(missedCut, missedReactions).findFirst().orElse(verdict)
                : verdict;
    }

    private static Verdict missed(String what, String landmark) {
        return new Verdict.Failed("fault", what + ": no landmark '" + landmark + "' was seen");
    }

    private static String done(Reaction reaction) {
        return switch (reaction.action()) {
            case PLUG -> "plugged in";
            case UNPLUG -> "pulled";
        };
    }

    /** A disk that is not the stick is nobody's to write to. Where the pool may be taken from a copy, one of the copies is. */
    private Verdict respectful(Verdict verdict) {
        int permitted = 0;
        if (cell.expected().usesNeighbour()) {
            permitted = cell.cell().isDirect() ? 1 : writes.size();
        }
        return (verdict.passed() && writes.size() > permitted)
                ? new Verdict.Failed("neighbour", "another disk was written to, " + writes)
                : verdict;
    }

    private CellResult kept(CellResult result) {
        if (!result.verdict().passed() && cell.keepsOverlays()) {
            keep();
        }
        return result;
    }

    private void keep() {
        try {
            Path overlay = scratch.path().resolve(cell.stick().file());
            Files.copy(overlay, cell.folder().resolve(cell.stick().file()));
        } catch (IOException failure) {
            events.emit(
                    new Event.Warning("the overlay of " + cell.cell() + " is lost: " + HtgException.reason(failure)));
        }
    }

    private Consumer<TimedEvent> listener(Boot boot, Consumer<Landmark> camera) {
        return event -> {
            if (event.event() instanceof Landmark landmark) {
                react(boot, landmark);
                say(event.at(), landmark.toString());
                camera.accept(landmark);
            } else if (event.event() instanceof CheckResult check) {
                say(event.at(), check.name() + " " + (check.passed() ? "ok " : "fail ") + check.detail());
            }
        };
    }

    /** Does to the machine what the cell has to be done at this landmark. */
    void react(Boot boot, Landmark landmark) {
        medium.ifPresent(server -> server.passed(landmark));
        cell.cell().reactions().stream()
                .filter(reaction -> landmark.is(reaction.landmark()) && fired.add(reaction))
                .forEach(reaction -> {
                    switch (reaction.action()) {
                        case PLUG -> boot.plug();
                        case UNPLUG -> boot.unplug();
                    }
                });
    }

    private void say(Duration at, String what) {
        String seconds = String.format(Locale.ROOT, "%.1f s", at.toMillis() / 1000.0);
        events.emit(new Event.StepProgress(cell.cell().toString(), seconds + "  " + what.strip()));
    }

    @Override
    public void close() {
        scratch.close();
    }
}
