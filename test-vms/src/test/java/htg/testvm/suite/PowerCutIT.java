package htg.testvm.suite;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import htg.common.DataSize;
import htg.common.HtgException;
import htg.common.event.Event;
import htg.common.io.Digests;
import htg.common.process.CommandRunner;
import htg.common.process.SystemCommandRunner;
import htg.testvm.BootSector;
import htg.testvm.BootSector.Ending;
import htg.testvm.Needs;
import htg.testvm.block.PowerCuts;
import htg.testvm.boot.BootPlan;
import htg.testvm.boot.Expectation;
import htg.testvm.cell.Cell;
import htg.testvm.cell.Expected;
import htg.testvm.console.Status;
import htg.testvm.qemu.StickImage;
import htg.testvm.run.CellResult;
import htg.testvm.run.Goal;
import htg.testvm.run.PlannedCell;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Cuts the power of a real QEMU whose guest writes two sectors that belong together, one after the other. */
class PowerCutIT {
    private static final CommandRunner RUNNER = new SystemCommandRunner(command -> {});

    private final List<Event> events = new CopyOnWriteArrayList<>();

    @TempDir
    Path folder = Path.of("");

    private StickImage image = new StickImage(Path.of(""), DataSize.ZERO);

    @BeforeEach
    void needsQemu() {
        Needs.qemu();
        image = StickImage.at(BootSector.writeCounting(
                folder.resolve("image"), "HTG-STAGE multi-user ok\n", "HTG-STAGE multi-user fail torn\n"));
    }

    @Test
    void bootsAfterEveryWriteAndFindsTheOneThatMayNotBeTheLast() {
        String before = Digests.sha256(image.path());
        List<CellResult> results = run(cut("every", request(image, "bios/virtio-blk")));
        assertThat(results)
                .extracting(result ->
                        result.cell().toString() + ": " + result.verdict().reason())
                .containsExactly(
                        "bios/virtio-blk/writes@0: ",
                        "bios/virtio-blk/writes@1: stage multi-user failed: torn",
                        "bios/virtio-blk/writes@2: ");
        assertThat(events).anySatisfy(event -> assertThat(event.toString()).contains("3 cuts, 3 boots"));
        assertThat(Digests.sha256(image.path())).isEqualTo(before);
    }

    @Test
    void recordsOnceForEachMachineWhoseCellsNameTheirCuts() {
        List<CellResult> results = run(request(
                image, "bios/virtio-blk/writes@1", "bios/ahci/writes@1", "bios/ahci/writes@2", "bios/virtio-blk"));
        assertThat(results).extracting(result -> result.verdict().passed()).containsExactly(false, false, true, true);
        assertThat(events).filteredOn(PowerCutIT::isRecording).hasSize(2);
        assertThat(folder.resolve("report/writes"))
                .isDirectoryContaining("glob:**/bios-ahci")
                .isDirectoryContaining("glob:**/bios-virtio-blk");
    }

    @Test
    void repeatsACutWithTheWritesThatAreKnown() {
        RunRequest cuts = request(image, "bios/virtio-blk/writes@1");
        Suite suite = suite(cuts);
        List<CellResult> first = suite.run(RUNNER, events::add);
        Path log = suite.writeLog(first.get(0).cell());
        events.clear();
        List<CellResult> again = run(cuts.withWriteLog(log));
        assertThat(again)
                .extracting(CellResult::verdict)
                .containsExactly(first.get(0).verdict());
        assertThat(events).noneMatch(PowerCutIT::isRecording);
    }

    @Test
    void refusesACutBehindTheLastWriteBeforeAnyCellRuns() {
        assertThatExceptionOfType(HtgException.class)
                .isThrownBy(() -> run(request(image, "bios/virtio-blk", "bios/virtio-blk/writes@99")))
                .withMessageContaining("before the power cut of bios/virtio-blk/writes@99");
        assertThat(events).noneMatch(event -> event.toString().contains("matrix"));
    }

    @Test
    void refusesToCutWhatDoesNotBootOrNeverWritesOrIsBrokenAlready() {
        StickImage silent = StickImage.at(
                BootSector.write(folder.resolve("silent"), "HTG-STAGE multi-user ok\n", Ending.POWER_OFF));
        StickImage broken = StickImage.at(
                BootSector.write(folder.resolve("broken"), "HTG-STAGE multi-user fail ill\n", Ending.HANG));
        assertRefused(request(silent, "bios/virtio-blk"), "as bios/virtio-blk writes nothing");
        assertRefused(request(broken, "bios/virtio-blk"), "does not boot: stage multi-user failed: ill");
        assertRefused(request(silent, "bios/virtio-blk/read-only"), "it has a fault already");
    }

    private void assertRefused(RunRequest request, String why) {
        assertThatExceptionOfType(HtgException.class)
                .isThrownBy(() -> cut("sample:2", request))
                .withMessageContaining(why);
    }

    private static boolean isRecording(Event event) {
        return event instanceof Event.StepStarted started && started.step().equals("write-log");
    }

    private Suite cut(String cuts, RunRequest request) {
        return PowerCutPlan.of(suite(request), PowerCuts.parse(cuts), RUNNER, events::add);
    }

    private List<CellResult> run(RunRequest request) {
        return run(suite(request));
    }

    private List<CellResult> run(Suite suite) {
        return suite.run(RUNNER, events::add);
    }

    private Suite suite(RunRequest request) {
        return Suite.of(request, RUNNER, events::add);
    }

    private RunRequest request(StickImage stick, String... cells) {
        BootPlan plan = BootPlan.of(Expectation.of("multi-user", Status.OK, 20));
        List<PlannedCell> planned = Stream.of(cells)
                .map(name -> new PlannedCell(Cell.parse(name), new Expected.Boots()))
                .toList();
        return RunRequest.of(stick, planned, new Goal.Landmarks(plan, List.of()), folder.resolve("report"));
    }
}
