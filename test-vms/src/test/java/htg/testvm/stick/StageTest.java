package htg.testvm.stick;

import static org.assertj.core.api.Assertions.assertThat;

import htg.testvm.console.AlarmSign;
import htg.testvm.console.ConsoleEvent.Alarm;
import htg.testvm.console.ConsoleEvent.Landmark;
import htg.testvm.console.Status;
import htg.testvm.console.TimedEvent;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class StageTest {
    @Test
    void aBootThatShowsNothingEndsInTheFirmware() {
        assertThat(endOf()).isEqualTo(Stage.FIRMWARE);
    }

    @Test
    void aBootEndsAtTheLandmarkThatDoesNotCome() {
        assertThat(endOf("firmware ok")).isEqualTo(Stage.GRUB);
        assertThat(endOf("firmware ok", "grub start", "kernel start")).isEqualTo(Stage.CONSOLES);
        assertThat(endOf("kernel start", "consoles start")).isEqualTo(Stage.CONSOLES);
        assertThat(endOf("kernel start", "consoles start", "consoles ok", "modules start"))
                .isEqualTo(Stage.MODULES);
    }

    @Test
    void aBootEndsAtTheLandmarkThatFails() {
        assertThat(endOf("firmware ok", "grub start", "kernel start", "kernel fail"))
                .isEqualTo(Stage.KERNEL);
        assertThat(endOf("discover ok", "import fail")).isEqualTo(Stage.IMPORT);
    }

    @Test
    void aBootThatComesThroughEndsNowhere() {
        assertThat(endOf("switch ok", "base start", "multi-user ok")).isEqualTo(Stage.NOWHERE);
    }

    @Test
    void aDirectStartBeginsBehindTheKernelsLandmark() {
        assertThat(Stage.endOfDirectStart(List.of())).isEqualTo(Stage.CONSOLES);
    }

    @Test
    void whatComesAfterAnAlarmIsNoProgress() {
        TimedEvent alarm = new TimedEvent(Duration.ZERO, new Alarm(AlarmSign.NO_BOOTABLE_DEVICE, ""));
        TimedEvent late = new TimedEvent(Duration.ZERO, new Landmark("firmware", Status.OK, ""));
        assertThat(Stage.endOf(List.of(alarm, late))).isEqualTo(Stage.FIRMWARE);
    }

    @Test
    void whatIsNoStageIsPassedOver() {
        assertThat(endOf("firmware ok", "checks start")).isEqualTo(Stage.GRUB);
    }

    private static Stage endOf(String... landmarks) {
        List<TimedEvent> events = Stream.of(landmarks)
                .map(words -> words.split(" ", -1))
                .map(words -> new Landmark(words[0], Status.valueOf(words[1].toUpperCase(java.util.Locale.ROOT)), ""))
                .map(landmark -> new TimedEvent(Duration.ZERO, landmark))
                .toList();
        return Stage.endOf(events);
    }
}
