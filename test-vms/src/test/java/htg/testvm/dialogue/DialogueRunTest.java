package htg.testvm.dialogue;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.InputStream;
import java.io.PipedInputStream;
import java.io.PipedOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class DialogueRunTest {
    private final ByteArrayOutputStream typed = new ByteArrayOutputStream();

    @Test
    void typesWhatIsToBeSent() {
        Dialogue dialogue = Dialogue.parse(
                List.of(Map.of("expect", "grüß: "), Map.of("send", "gott ü\\n"), Map.of("expect", "ok")));
        assertThat(DialogueRun.hold(dialogue, says("grüß: ok"), typed)).isEmpty();
        assertThat(typed.toString(StandardCharsets.UTF_8)).isEqualTo("gott ü\n");
    }

    @Test
    void aClosedPortEndsTheDialogue() {
        assertThat(DialogueRun.hold(Dialogue.parse(List.of(Map.of("expect", "login"))), says("no\nlog"), typed))
                .contains("step 1 (expect: 'login') did not come true: the serial port was closed;"
                        + " last heard: 'no / log'");
    }

    @Test
    void silenceHasADeadline() throws Exception {
        try (PipedOutputStream guest = new PipedOutputStream();
                PipedInputStream silent = new PipedInputStream(guest)) {
            Dialogue dialogue = Dialogue.parse(List.of(Map.of("expect", "login", "within", "1s")));
            assertThat(DialogueRun.hold(dialogue, silent, typed))
                    .contains("step 1 (expect: 'login') did not come true within 1 s; nothing was heard");
        }
    }

    private static InputStream says(String text) {
        return new ByteArrayInputStream(text.getBytes(StandardCharsets.UTF_8));
    }
}
