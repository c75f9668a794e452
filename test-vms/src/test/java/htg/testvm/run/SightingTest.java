package htg.testvm.run;

import static org.assertj.core.api.Assertions.assertThat;

import htg.testvm.boot.Outcome.Broken;
import htg.testvm.boot.Outcome.Cause;
import htg.testvm.console.AlarmSign;
import htg.testvm.dialogue.Dialogue;
import htg.testvm.screen.ScreenExpectation;
import htg.testvm.screen.ScreenText;
import htg.testvm.screen.Snapshot;
import java.awt.image.BufferedImage;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class SightingTest {
    @Test
    void hearsATextThatArrivesInPieces() {
        Sighting sighting = of("Größe 1");
        String bytes = new String("die Größe 1".getBytes(StandardCharsets.UTF_8), StandardCharsets.ISO_8859_1);
        for (int i = 0; i < bytes.length(); i++) {
            assertThat(sighting.isDone()).isFalse();
            sighting.hear(bytes.substring(i, i + 1), at(i));
        }
        assertThat(sighting.isDone()).isTrue();
    }

    @Test
    void hearsATextBetweenEscapeSequences() {
        Sighting sighting = of("GNU GRUB", "/^Booting$/");
        sighting.hear("\u001b[1;3HGNU\u001b[0m GRUB\r\nBooting\r\n", at(1));
        assertThat(sighting.isDone()).isTrue();
    }

    @Test
    void seesSomeOnTheScreenAndHearsTheOthers() {
        Sighting sighting = of("first", "second", "third");
        sighting.hear("first", at(1));
        sighting.see(screen("the second"));
        assertThat(sighting.needsTheScreen()).isTrue();
        assertThat(broken(sighting, Cause.ENDED))
                .isEqualTo("the machine: the screen does not show 'third'; it ends with 'the second'");
    }

    @Test
    void namesWhatItNeverLookedFor() {
        Sighting sighting = of("first", "second");
        sighting.hear("first", at(1));
        assertThat(broken(sighting, Cause.ENDED)).isEqualTo("the machine: never looked at the screen for 'second'");
    }

    @Test
    void typesWhatTheDialogueSaysAndWaitsForItsEnd() {
        Sighting sighting =
                dialogue(List.of(Map.of("expect", "login: "), Map.of("send", "root\\n"), Map.of("expect", "# ")));
        assertThat(sighting.hear("login", at(1))).isEmpty();
        assertThat(sighting.hear(": ", at(2))).containsExactly("root\n");
        assertThat(sighting.needsTheScreen()).isFalse();
        assertThat(sighting.isDone()).isFalse();
        assertThat(broken(sighting, Cause.TIME_LIMIT))
                .isEqualTo("the machine: step 3 (expect: '# ') did not come true; last heard: 'login: '");
        sighting.hear("# ", at(3));
        assertThat(sighting.isDone()).isTrue();
    }

    @Test
    void aStepOfTheDialogueHasItsOwnLimit() {
        Sighting sighting = dialogue(List.of(Map.of("expect", "login: ", "within", "5s")));
        sighting.hear("", at(10));
        assertThat(sighting.failure(at(14))).isEmpty();
        assertThat(sighting.failure(at(15))).get().isInstanceOfSatisfying(Broken.class, broken -> {
            assertThat(broken.stage()).isEqualTo("dialogue");
            assertThat(broken.reason()).contains("did not come true within 5 s");
        });
    }

    @Test
    void aFirmwareThatFindsNothingIsNotWaitedForLong() {
        Sighting sighting = of("login: ");
        sighting.alarm(AlarmSign.NO_BOOTABLE_DEVICE, at(10));
        sighting.alarm(AlarmSign.NO_BOOTABLE_DEVICE, at(35));
        sighting.see(screen("No bootable device."));
        assertThat(sighting.failure(at(39))).isEmpty();
        assertThat(sighting.failure(at(40))).get().isInstanceOfSatisfying(Broken.class, broken -> {
            assertThat(broken.cause()).isEqualTo(Cause.ALARM);
            assertThat(broken.reason())
                    .contains("'No bootable device.'")
                    .endsWith("(the firmware found nothing to boot)");
        });
    }

    @Test
    void aRescueShellMayBeWhatIsExpected() {
        Sighting sighting = of("grub>");
        sighting.alarm(AlarmSign.GRUB_SHELL, at(1));
        assertThat(sighting.failure(at(1000))).isEmpty();
    }

    private static Sighting of(String... texts) {
        return new Sighting(
                new Goal.Seen(Stream.of(texts).map(ScreenExpectation::text).toList(), Optional.empty()));
    }

    private static Sighting dialogue(List<Map<String, String>> steps) {
        return new Sighting(new Goal.Seen(List.of(), Optional.of(Dialogue.parse(steps))));
    }

    private static String broken(Sighting sighting, Cause cause) {
        return ((Broken) sighting.broken(cause, "the machine")).reason();
    }

    private static Snapshot screen(String line) {
        return new Snapshot(
                new BufferedImage(8, 8, BufferedImage.TYPE_INT_RGB), new ScreenText(line.length(), List.of(line)));
    }

    private static Duration at(int seconds) {
        return Duration.ofSeconds(seconds);
    }
}
