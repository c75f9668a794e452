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
     * Each kind of fault once, started directly from USB: a medium that fails, that is pulled out, that is full; a machine that
     * is started twice; something amiss around the stick. One from a disk, and one with a BIOS.
     */
    @Test
    void faultsEndAsTheMatrixExpects(@TempDir Path folder) {
        MatrixRun run = MatrixRun.passing(
                folder,
                Stick.image().path(),
                "faults",
                MatrixRun.only(
                        "direct/usb-xhci/{replug,power-cut@switch-ok,flipped*,eio*,enospc*,clock-1970}",
                        "direct/usb-xhci/late/read-only",
                        "direct/usb-xhci/without-module*",
                        "direct/virtio-scsi/unplug*",
                        "bios/virtio-scsi/no-network"));
        assertThat(run.cells()).isGreaterThanOrEqualTo(6 + 1 + 2 + 1 + 1);
    }
}
