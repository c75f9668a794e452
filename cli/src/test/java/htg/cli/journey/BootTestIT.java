package htg.cli.journey;

import static org.assertj.core.api.Assertions.assertThat;

import htg.testvm.junit.BootTest;
import htg.testvm.junit.BootedCell;
import java.nio.file.Path;
import java.util.Optional;
import java.util.function.Supplier;
import org.junit.jupiter.api.BeforeAll;

/** The default stick in boot tests as other projects write them: which cells, how far, and what has to be seen. */
class BootTestIT {
    private static Optional<Path> stick = Optional.empty();

    @BeforeAll
    static void needsAStick() {
        Htg.requireMachines();
        stick = Optional.of(Stick.image().path());
    }

    private static final class TheStick implements Supplier<Path> {
        @Override
        public Path get() {
            return stick.orElseThrow();
        }
    }

    @BootTest(
            imageFrom = TheStick.class,
            cells = {"bios/usb-xhci", "direct/usb-xhci/hub/twin"},
            until = "switch",
            accelerator = "tcg",
            timeoutSeconds = 600)
    void theTrampolineFindsItsRootOn(BootedCell cell) {
        assertThat(cell.at("discover ok")).isPresent();
        assertThat(cell.at("base start")).isEmpty();
    }
}
