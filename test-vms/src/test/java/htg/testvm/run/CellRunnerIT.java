package htg.testvm.run;

import static org.assertj.core.api.Assertions.assertThat;

import htg.common.DataSize;
import htg.common.event.Event;
import htg.common.io.Digests;
import htg.common.process.SystemCommandRunner;
import htg.testvm.BootSector;
import htg.testvm.BootSector.Ending;
import htg.testvm.Needs;
import htg.testvm.boot.BootPlan;
import htg.testvm.boot.Expectation;
import htg.testvm.cell.Cell;
import htg.testvm.cell.Expected;
import htg.testvm.console.Status;
import htg.testvm.machine.Accelerator;
import htg.testvm.machine.Bus;
import htg.testvm.machine.Firmware;
import htg.testvm.machine.Slot;
import htg.testvm.qemu.StickImage;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Boots a hand-made boot sector in a real QEMU: what the harness sees, and what it makes of it. */
class CellRunnerIT {
    private static final String UP = "HTG-STAGE discover start\nHTG-STAGE discover ok sda3\nHTG-STAGE multi-user ok\n";

    private Expected expected = new Expected.Boots();

    @TempDir
    Path folder = Path.of("");

    private final List<Event> events = new CopyOnWriteArrayList<>();

    @BeforeEach
    void needsQemu() {
        Needs.qemu();
    }

    @Test
    void passesWhenEveryLandmarkAppears() {
        CellResult result = run(UP, Ending.POWER_OFF, upAndOff());
        assertThat(result.verdict()).isEqualTo(new Verdict.Passed());
        assertThat(result.landmarks().stream().map(event -> event.event().toString()))
                .containsExactly("firmware ok", "discover start", "discover ok sda3", "multi-user ok", "power-off ok");
        assertThat(result.folder().resolve("serial.log")).content().contains("HTG-STAGE discover ok sda3");
        assertThat(result.folder().resolve("firmware.log")).content().contains("SeaBIOS");
        assertThat(events).anySatisfy(event -> assertThat(event.toString()).contains("discover ok sda3"));
    }

    @Test
    void neverChangesTheImageNorLeavesItsScratchBehind() throws Exception {
        Path image = BootSector.write(folder.resolve("image"), UP, Ending.POWER_OFF);
        String before = Digests.sha256(image);
        String usual = System.getProperty("java.io.tmpdir");
        Path own = Files.createTempDirectory("own");
        System.setProperty("java.io.tmpdir", own.toString());
        try {
            run(image, Bus.USB_XHCI, upAndOff());
        } finally {
            System.setProperty("java.io.tmpdir", usual);
        }
        assertThat(Digests.sha256(image)).isEqualTo(before);
        assertThat(own).isEmptyDirectory();
        Files.delete(own);
    }

    @Test
    void aFaultWhoseMomentNeverComesProvesNothing() {
        Path image = BootSector.write(folder.resolve("image"), UP, Ending.POWER_OFF);
        CellResult result = run(image, Cell.parse("bios/usb-xhci/unplug@import-ok"), upAndOff());
        assertThat(result.verdict())
                .isEqualTo(new Verdict.Failed("fault", "the stick was not pulled: no landmark 'import ok' was seen"));
    }

    @Test
    void aPowerCutLeavesTwoBootsToLookAt() {
        Path image = BootSector.write(folder.resolve("image"), UP, Ending.HANG);
        BootPlan plan = plan(Expectation.of("discover", Status.OK, 20), Expectation.of("multi-user", Status.OK, 20));
        CellResult result = run(image, Cell.parse("bios/usb-xhci/power-cut@discover-ok"), plan);
        assertThat(result.verdict()).isEqualTo(new Verdict.Passed());
        assertThat(result.failedAttempts()).isEmpty();
        assertThat(result.earlierBoots()).singleElement().satisfies(boot -> {
            assertThat(boot.end()).isEqualTo("the power was cut at discover ok");
            assertThat(boot.events().stream().map(event -> event.event().toString()))
                    .endsWith("discover ok sda3");
            assertThat(boot.folder().resolve("serial.log")).content().contains("HTG-STAGE discover ok");
            assertThat(boot.pictures())
                    .contains(new CellResult.Picture("end", "screenshot.png"))
                    .anyMatch(picture -> picture.landmark().equals("discover ok"))
                    .allSatisfy(picture ->
                            assertThat(boot.folder().resolve(picture.file())).isNotEmptyFile());
        });
        assertThat(result.landmarks()).hasSize(4);
    }

    @Test
    void aBootThatBreaksBeforeItsPowerIsCutIsThereToLookAt() {
        Path image = BootSector.write(folder.resolve("image"), UP, Ending.HANG);
        BootPlan plan = plan(Expectation.of("discover", Status.OK, 20), Expectation.of("import", Status.OK, 1));
        CellResult result = run(image, Cell.parse("bios/usb-xhci/power-cut@import-ok"), plan);
        assertThat(result.verdict().stage()).isEqualTo("import");
        assertThat(result.landmarks()).isEmpty();
        assertThat(result.earlierBoots()).singleElement().satisfies(boot -> {
            assertThat(boot.end()).isEqualTo("broke on its way to import ok");
            assertThat(boot.events().toString()).contains("multi-user");
        });
    }

    @Test
    void aBootThatStopsAsExpectedBeforeItsPowerIsCutProvesNothing() {
        expected = new Expected.StopsAt("discover", Optional.empty());
        Path image = BootSector.write(folder.resolve("image"), "HTG-STAGE discover fail no pool 1234\n", Ending.HANG);
        BootPlan plan = plan(Expectation.of("discover", Status.OK, 20), Expectation.of("import", Status.OK, 20));
        CellResult result = run(image, Cell.parse("bios/usb-xhci/power-cut@import-ok"), plan);
        assertThat(result.verdict())
                .isEqualTo(new Verdict.Failed("fault", "the power was not cut: no landmark 'import ok' was seen"));
        assertThat(result.earlierBoots())
                .singleElement()
                .satisfies(boot -> assertThat(boot.end()).isEqualTo("broke on its way to import ok"));
    }

    @Test
    void aMachineThatIsOffWhenItsPowerIsCutIsNoneThatFails() {
        Path image = BootSector.write(folder.resolve("image"), UP, Ending.POWER_OFF);
        CellResult result = run(image, Cell.parse("bios/usb-xhci/power-cut@multi-user-ok"), upAndOff());
        assertThat(result.verdict()).isEqualTo(new Verdict.Passed());
        assertThat(result.earlierBoots()).hasSize(1);
    }

    @Test
    void takesAPictureOfTheScreen() throws Exception {
        CellResult result = run(UP, Ending.HANG, plan(Expectation.of("multi-user", Status.OK, 20)));
        byte[] picture = Files.readAllBytes(result.folder().resolve("screenshot.png"));
        assertThat(picture).startsWith(0x89, 'P', 'N', 'G');
        assertThat(javax.imageio.ImageIO.read(new java.io.ByteArrayInputStream(picture))
                        .getWidth())
                .isGreaterThan(600);
    }

    @Test
    void namesTheLastLandmarkOfAHang() {
        CellResult result = run(
                "HTG-STAGE modules ok\n",
                Ending.HANG,
                plan(Expectation.of("modules", Status.OK, 20), Expectation.of("discover", Status.OK, 1)));
        assertThat(result.verdict().reason())
                .isEqualTo("hangs: no landmark 'discover' within 1 s; last landmark: modules ok");
        assertThat(result.folder().resolve("screenshot.png")).exists();
    }

    @Test
    void seesAPanicAtOnce() {
        CellResult result = run(
                "HTG-STAGE import ok\n[    1.0] Kernel panic - not syncing: no init\nPID: 1\n",
                Ending.HANG,
                plan(Expectation.of("multi-user", Status.OK, 100)));
        assertThat(result.verdict().reason())
                .contains("the kernel panicked")
                .contains("no init")
                .contains("last landmark: import ok");
        assertThat(result.elapsed()).isLessThan(Duration.ofSeconds(30));
        assertThat(result.folder().resolve("serial.log")).content().contains("PID: 1");
    }

    @Test
    void aKernelThatFindsNoInitHasDoneItsPart() {
        CellResult result = run(
                "HTG-STAGE kernel start\n[    1.0] Kernel panic - not syncing: VFS: Unable to mount root fs\n",
                Ending.HANG,
                plan(Expectation.of("kernel", Status.START, 20), Expectation.of("consoles", Status.OK, 100)));
        assertThat(result.verdict().stage()).isEqualTo("consoles");
    }

    @Test
    void aKernelThatPanicsBeforehandHasNot() {
        CellResult result = run(
                "HTG-STAGE kernel start\n[    1.0] Kernel panic - not syncing: Fatal exception\n",
                Ending.HANG,
                plan(Expectation.of("kernel", Status.START, 20), Expectation.of("consoles", Status.OK, 100)));
        assertThat(result.verdict().stage()).isEqualTo("kernel");
    }

    @Test
    void seesARestart() {
        CellResult result = run(UP, Ending.RESET, upAndOff());
        assertThat(result.verdict().reason()).isEqualTo("the guest restarted by itself; last landmark: multi-user ok");
    }

    @Test
    void repeatsTheReasonOfAFailedStage() {
        CellResult result = run(
                "HTG-STAGE discover fail no pool 1234\nwhat was seen: nothing\n",
                Ending.HANG,
                plan(Expectation.of("multi-user", Status.OK, 100)));
        assertThat(result.verdict().reason()).isEqualTo("stage discover failed: no pool 1234");
        assertThat(result.folder().resolve("serial.log")).content().contains("what was seen");
    }

    @Test
    void saysThatTheFirmwareFoundNothingToBoot() throws Exception {
        Path blank = Files.write(folder.resolve("blank"), new byte[1 << 20]);
        CellResult result = run(blank, Bus.VIRTIO_BLK, plan(Expectation.of("multi-user", Status.OK, 100)));
        assertThat(result.verdict().reason()).contains("the firmware found nothing to boot");
    }

    @Test
    void saysThatUefiFoundNothingToBootWithAShellOrWithout() throws Exception {
        Needs.file(Path.of("/usr/share/OVMF/OVMF_CODE_4M.ms.fd"));
        Path blank = Files.write(folder.resolve("blank"), new byte[1 << 20]);
        for (Firmware firmware : List.of(Firmware.UEFI, Firmware.UEFI_SECURE_BOOT)) {
            BootPlan plan = plan(Expectation.of("multi-user", Status.OK, 200));
            CellResult result = run(blank, Cell.of(firmware, Bus.VIRTIO_BLK), plan);
            assertThat(result.verdict().reason()).contains("the firmware found nothing to boot");
        }
    }

    /** But one, of which htg says so. */
    @ParameterizedTest
    @EnumSource(mode = EnumSource.Mode.EXCLUDE, names = "USB_UAS_XHCI")
    void everyBusBootsUnderABios(Bus bus) {
        Path image = BootSector.write(folder.resolve("image"), UP, Ending.POWER_OFF);
        assertThat(run(image, bus, upAndOff()).verdict()).isEqualTo(new Verdict.Passed());
    }

    @ParameterizedTest
    @EnumSource(names = {"USB_XHCI", "USB_UHCI", "USB_OHCI"})
    void aBiosBootsFromBehindAHub(Bus bus) {
        Path image = BootSector.write(folder.resolve("image"), UP, Ending.POWER_OFF);
        Cell cell = Cell.of(Firmware.BIOS, bus).withWhere(Slot.HUB);
        assertThat(run(image, cell, upAndOff()).verdict()).isEqualTo(new Verdict.Passed());
    }

    private CellResult run(String text, Ending ending, BootPlan plan) {
        return run(BootSector.write(folder.resolve("image"), text, ending), Bus.VIRTIO_BLK, plan);
    }

    private CellResult run(Path image, Bus bus, BootPlan plan) {
        return run(image, Cell.of(Firmware.BIOS, bus), plan);
    }

    private CellResult run(Path image, Cell cell, BootPlan plan) {
        CellConditions conditions = CellConditions.USUAL
                .withCpus(OptionalInt.of(1))
                .withGrowth(DataSize.ofMebibytes(1))
                .withLimit(Duration.ofMinutes(4));
        RunSettings settings = new RunSettings(
                StickImage.at(image),
                new Goal.Landmarks(plan, List.of()),
                folder.resolve("report"),
                conditions,
                Accelerator.TCG,
                Optional.empty(),
                Optional.empty());
        CellRunner runner = new CellRunner(new SystemCommandRunner(command -> {}), events::add);
        return runner.run(
                PreparedCell.of(settings, new PlannedCell(cell.withMemory(DataSize.ofMebibytes(256)), expected)));
    }

    private static BootPlan upAndOff() {
        return plan(
                Expectation.perhaps("firmware", Status.OK, 20),
                Expectation.of("discover", Status.OK, 20),
                Expectation.of("multi-user", Status.OK, 20),
                Expectation.of(BootPlan.POWER_OFF, Status.OK, 20));
    }

    private static BootPlan plan(Expectation... expectations) {
        return BootPlan.of(expectations);
    }
}
