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

    /** Firmware with bus, bus with neighbour and fault, and every other pair of values that can meet. */
    @Test
    void theDefaultMatrixPasses(@TempDir Path folder) {
        MatrixRun run = MatrixRun.passing(folder, Stick.image().path(), "default");
        assertThat(run.cells()).isGreaterThanOrEqualTo(60);
    }
}
