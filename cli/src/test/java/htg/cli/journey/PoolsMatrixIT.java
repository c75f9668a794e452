package htg.cli.journey;

import static org.assertj.core.api.Assertions.assertThat;

import htg.common.process.SystemCommandRunner;
import htg.testvm.stick.ProbeStick;
import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The matrix of root pools on the default stick. */
class PoolsMatrixIT {
    @BeforeAll
    static void needsMachines() {
        Htg.requireMachines();
        Htg.requireStickTools();
    }

    /**
     * Neighbours that can be taken for the stick or hold it up, to none of which anything is written, disks in another order,
     * and adapters that {@link DefaultMatrixIT} has not. Through firmware and GRUB the same probe starts instead of the base, as
     * the menu of a copy of the stick says: next to copies, where it matters what GRUB started from.
     */
    @Test
    void theRootPoolIsFoundAnywhere(@TempDir Path folder) throws IOException {
        Path probing = folder.resolve("probing.img");
        ProbeStick.of(new SystemCommandRunner(command -> {}), Stick.image(), probing);
        MatrixRun run = MatrixRun.passing(
                folder,
                probing,
                "pools",
                MatrixRun.only(
                        "direct/{usb-uas-xhci,megasas-gen2,mptsas1068}",
                        "direct/usb-xhci/{late,256M}",
                        "direct/usb-xhci/{foreign-btrfs,same-name-pool,foreign-zpool,locked,dying}",
                        "direct/nvme/two-before",
                        "direct/virtio-blk/{twin,damaged-twin}",
                        "bios/*/used-twin",
                        "bios/virtio-blk/damaged-twin",
                        "bios/lsi53c895a",
                        "uefi/nvme/used-twin",
                        "uefi/virtio-blk/twin"));
        assertThat(run.cells()).isGreaterThanOrEqualTo(20);
    }
}
