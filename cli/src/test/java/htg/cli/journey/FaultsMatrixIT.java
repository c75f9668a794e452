package htg.cli.journey;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The matrix of faults on the default stick: each ends as the matrix expects. */
class FaultsMatrixIT {
    @BeforeAll
    static void needsMachines() {
        Htg.requireMachines();
    }

    /**
     * All that is started directly from USB. From a disk, and with a BIOS, one of each kind: a failing medium, a machine that is
     * started twice, and something amiss around the stick.
     */
    @Test
    void faultsEndAsTheMatrixExpects(@TempDir Path folder) {
        MatrixRun run = MatrixRun.passing(
                folder,
                Stick.image().path(),
                "faults",
                MatrixRun.only(
                        "direct/usb-xhci*",
                        "direct/virtio-scsi/*plug*",
                        "bios/virtio-scsi/power-cut@switch-ok",
                        "bios/virtio-scsi/no-network"));
        assertThat(run.cells()).isGreaterThanOrEqualTo(18 + 2 + 2);
    }
}
