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
     * All that goes through firmware and GRUB. Started directly, the buses and neighbours are in {@link PoolsMatrixIT}: of those
     * cells only the ones with what is not there.
     */
    @Test
    void theDefaultMatrixPasses(@TempDir Path folder) {
        MatrixRun run = MatrixRun.passing(
                folder,
                Stick.image().path(),
                "default",
                MatrixRun.only(
                        "bios/*",
                        "uefi/*",
                        "uefi-sb/*",
                        "direct/*/4k",
                        "direct/*/*/4k",
                        "direct/*/512M",
                        "direct/*/*/512M"));
        assertThat(run.cells()).isGreaterThanOrEqualTo(39);
    }
}
