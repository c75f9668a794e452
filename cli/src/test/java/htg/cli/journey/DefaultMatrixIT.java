package htg.cli.journey;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The matrix that {@code htg test} runs when none is named, on the default stick: each cell does what it expects. */
class DefaultMatrixIT {
    @BeforeAll
    static void needsMachines() {
        Htg.requireMachines();
    }

    /**
     * Most buses through firmware and GRUB, with what else a cell has. Started directly, the neighbours are in
     * {@link PoolsMatrixIT}: of those cells only one with sectors of 4096 bytes.
     */
    @Test
    void theDefaultMatrixPasses(@TempDir Path folder) {
        MatrixRun run = MatrixRun.passing(
                folder,
                Stick.image().path(),
                "default",
                MatrixRun.only(
                        "bios/{usb-ehci,usb-ohci,ahci,sdhci}",
                        "uefi/{usb-uhci,nvme,virtio-scsi}",
                        "uefi-sb/usb-xhci",
                        "direct/megasas/4k"));
        assertThat(run.cells()).isGreaterThanOrEqualTo(10);
    }
}
