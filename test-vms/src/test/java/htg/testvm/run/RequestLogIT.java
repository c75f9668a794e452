package htg.testvm.run;

import static org.assertj.core.api.Assertions.assertThat;

import htg.common.DataSize;
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
import htg.testvm.qemu.StickImage;
import htg.testvm.reads.FirmwareReads;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a BIOS asks a real QEMU for is what is logged and counted: here a boot sector, and the eight behind it. */
class RequestLogIT {
    @TempDir
    Path folder = Path.of("");

    @BeforeEach
    void needsQemu() {
        Needs.qemu();
    }

    @Test
    void everyCallToTheBiosIsALineOfTheLog() throws IOException {
        CellResult result = run("bios/usb-ehci", true);
        assertThat(result.verdict()).isEqualTo(new Verdict.Passed());
        assertThat(Files.readAllLines(result.folder().resolve(CellRunner.REQUEST_LOG)))
                .hasSizeGreaterThan(2)
                .startsWith("# seconds offset length reader")
                .anyMatch(line -> line.endsWith(" 0 512 firmware"))
                .last()
                .asString()
                .endsWith(" 512 4096 firmware");
        FirmwareReads reads = result.firmwareReads().orElseThrow();
        assertThat(reads.all().sizes()).containsEntry(4096L, 1L);
        assertThat(reads.all().unaligned()).isEqualTo(1);
        assertThat(reads.load().count()).isZero();
    }

    @Test
    void aSlowMediumIsLoggedAsWell() throws IOException {
        CellResult result = run("bios/virtio-blk/slow@flat", true);
        assertThat(result.verdict()).isEqualTo(new Verdict.Passed());
        assertThat(result.firmwareReads().orElseThrow().all().bytes()).isGreaterThanOrEqualTo(9 * 512);
    }

    @Test
    void nothingIsLoggedUnlessAskedFor() throws IOException {
        CellResult result = run("bios/usb-ehci", false);
        assertThat(result.verdict()).isEqualTo(new Verdict.Passed());
        assertThat(result.firmwareReads()).isEmpty();
        assertThat(result.folder().resolve(CellRunner.REQUEST_LOG)).doesNotExist();
    }

    private CellResult run(String name, boolean logged) {
        Path image = BootSector.write(folder.resolve("image"), "HTG-STAGE discover ok\n", Ending.HANG);
        CellConditions conditions = CellConditions.USUAL
                .withCpus(OptionalInt.of(1))
                .withGrowth(DataSize.ofMebibytes(1))
                .withLimit(Duration.ofSeconds(60))
                .loggingRequests(logged);
        RunSettings settings = new RunSettings(
                StickImage.at(image),
                new Goal.Landmarks(BootPlan.of(Expectation.of("discover", Status.OK, 50)), List.of()),
                folder.resolve("report"),
                conditions,
                Accelerator.TCG,
                Optional.empty(),
                Optional.empty());
        Cell cell = Cell.parse(name).withMemory(DataSize.ofMebibytes(64));
        PlannedCell planned = new PlannedCell(cell, new Expected.Boots());
        return new CellRunner(new SystemCommandRunner(command -> {}), event -> {})
                .run(PreparedCell.of(settings, planned));
    }
}
