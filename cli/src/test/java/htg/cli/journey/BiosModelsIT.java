package htg.cli.journey;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.data.Percentage.withPercentage;

import htg.testvm.reads.FirmwareReads;
import htg.testvm.report.ResultsJson;
import htg.testvm.report.model.CellRecord;
import htg.testvm.report.model.RunRecord;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A real BIOS and GRUB under the models of others: what they ask for, and what comes of it. */
class BiosModelsIT {
    private static final String MODELS = """
            name: bios-models
            axes:
              firmware: [bios]
              bus: [virtio-blk]
              fault: [slow@flat, slow@sectors, slow@knee-4k, slow@knee-8k, slow@knee-16k, slow@knee-32k, slow@flash-4k]
            include: [bios/usb-ehci]
            until: kernel
            """;

    /** As far as the trampoline: a kernel that was read wrong is started all the same. */
    private static final String LIMITS = """
            name: bios-limits
            axes:
              firmware: [bios]
              bus: [virtio-blk]
              fault: [fails-above@16, lies-above@32, "fails-above@62:anywhere"]
            until: consoles
            """;

    @BeforeAll
    static void needsMachines() {
        Htg.requireMachines();
    }

    /** Stock GRUB asks for every 32 KiB in two calls of odd sizes, of which hardly one is aligned to its own size. */
    @Test
    void everyModelLoadsTheKernelInTheCallsThatStockGrubMakes(@TempDir Path folder) throws IOException {
        RunRecord run = run(folder, "bios-models.yaml", MODELS);
        assertThat(run.cells()).hasSize(8).allSatisfy(cell -> {
            FirmwareReads reads = cell.firmwareReads().orElseThrow();
            assertThat(reads.load().bytes()).isGreaterThan(8 << 20);
            // Two for each 32 KiB; a few larger ones are of the menu, which is still being read when it says that it
            // begins.
            assertThat(reads.load().callsPerMebibyte()).isGreaterThan(63);
            assertThat(reads.load().unaligned()).isGreaterThan(reads.load().count() / 2);
            assertThat(reads.load().sizes().lastKey()).isEqualTo(63 * 512);
            assertThat(reads.all().count()).isGreaterThan(reads.load().count());
        });
    }

    @Test
    void stockGrubBootsOnABiosThatFailsOrLiesAcrossTracks(@TempDir Path folder) throws IOException {
        RunRecord run = run(folder, "bios-limits.yaml", LIMITS);
        long usual = calls(run, "fails-above@16");
        assertThat(calls(run, "lies-above@32")).isCloseTo(usual, withPercentage(1));
        // What fails at the first try is read in smaller pieces.
        assertThat(calls(run, "fails-above@62:anywhere")).isGreaterThan(usual * 5 / 4);
    }

    private static long calls(RunRecord run, String fault) {
        CellRecord cell = run.cell("bios/virtio-blk/" + fault).orElseThrow();
        return cell.firmwareReads().orElseThrow().load().count();
    }

    private static RunRecord run(Path folder, String name, String matrix) throws IOException {
        Files.writeString(folder.resolve(name), matrix);
        MatrixRun run = MatrixRun.passing(folder, Stick.withStockGrub().path(), name, "--request-log");
        return ResultsJson.read(run.report());
    }
}
