package htg.cli.journey;

import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** One stick in two machines in turn. */
class MovingIT {
    @TempDir
    Path folder = Path.of("");

    @BeforeEach
    void needsMachines() {
        Htg.requireMachines();
        Htg.requireStickTools();
    }

    @Test
    void bootsInTwoMachinesInTurnTenTimesWithAPowerCutInBetween() throws IOException {
        new Moving(10, folder).finds(Stick.image());
    }
}
