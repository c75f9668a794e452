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
     * Every bus and every kind of neighbour, to none of which anything is written. Through firmware and GRUB the same probe
     * starts instead of the base, as the menu of a copy of the stick says: next to copies, where it matters what GRUB started
     * from, and from adapters that {@link DefaultMatrixIT} has not.
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
                        "direct/*",
                        "{bios,uefi}/*/*twin",
                        "bios/{*sas*,pvscsi,lsi*}",
                        "uefi/nvme/locked",
                        "bios/*/*-zpool"));
        assertThat(run.cells()).isGreaterThanOrEqualTo(55);
    }
}
