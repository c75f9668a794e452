package htg.testvm.qemu;

import static org.assertj.core.api.Assertions.assertThat;

import htg.common.event.EventSink;
import htg.common.process.SystemCommandRunner;
import htg.testvm.Needs;
import java.time.Duration;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class AcceleratorProbeIT {
    private final SystemCommandRunner runner = new SystemCommandRunner(command -> {});

    @BeforeEach
    void needsQemu() {
        Needs.qemu();
    }

    @Test
    void theProbeGuestAnswersOnAWorkingAccelerator() {
        assertThat(AcceleratorProbe.of(runner).answers("tcg")).isTrue();
    }

    @Test
    void anAcceleratorThatDoesNotExistGivesNoAnswer() {
        assertThat(AcceleratorProbe.of(runner).answers("none-such")).isFalse();
    }

    @Test
    void decidesInTimeWhateverThisMachineIs() {
        long start = System.nanoTime();
        assertThat(AcceleratorProbe.of(runner).choose(AcceleratorChoice.AUTO, EventSink.NONE))
                .isNotNull();
        assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(Duration.ofSeconds(10));
    }
}
