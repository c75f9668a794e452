package htg.cli.journey;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
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
     * All that is started directly. With a BIOS, one of each kind: a failing medium, a machine that is started twice, and
     * something amiss around the stick.
     */
    @Test
    void faultsEndAsTheMatrixExpects(@TempDir Path folder) {
        List<String> some = List.of(
                "direct/*",
                "bios/usb-xhci/enospc@pool",
                "bios/virtio-scsi/power-cut@switch-ok",
                "bios/virtio-scsi/no-network");
        String[] only =
                some.stream().flatMap(cells -> Stream.of("--only", cells)).toArray(String[]::new);
        MatrixRun run = MatrixRun.passing(folder, Stick.image().path(), "faults", only);
        assertThat(run.cells()).isEqualTo(33 + 3);
    }
}
