package htg.testvm.dialogue;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class ConversationTest {
    private static final Dialogue LOGIN = Dialogue.parse(List.of(
            Map.of("expect", "login: ", "within", "60s"),
            Map.of("send", "root\\n"),
            Map.of("send", "secret\\n"),
            Map.of("expect", "# ", "within", "10s")));

    private Conversation conversation = LOGIN.begin();

    @Test
    void answersWhenThePromptIsComplete() {
        assertThat(hear("host log", 1)).isEmpty();
        assertThat(hear("in: ", 2)).containsExactly("root\n", "secret\n");
        assertThat(conversation.isFinished()).isFalse();
        assertThat(hear("\nhost# ", 3)).isEmpty();
        assertThat(conversation.isFinished()).isTrue();
        assertThat(conversation.failure(Duration.ofDays(1))).isEmpty();
    }

    @Test
    void whatWasExpectedOnceIsNotFoundAgain() {
        Dialogue twice = Dialogue.parse(List.of(Map.of("expect", "ok"), Map.of("expect", "ok")));
        conversation = twice.begin();
        hear("ok", 1);
        assertThat(conversation.isFinished()).isFalse();
        hear(" ok", 1);
        assertThat(conversation.isFinished()).isTrue();
    }

    @Test
    void onePieceMayBringSeveralSteps() {
        conversation = Dialogue.parse(List.of(Map.of("expect", "a"), Map.of("expect", "b")))
                .begin();
        hear("ab", 1);
        assertThat(conversation.isFinished()).isTrue();
    }

    @Test
    void eachStepHasItsOwnTime() {
        hear("", 5);
        assertThat(conversation.failure(Duration.ofSeconds(64))).isEmpty();
        assertThat(conversation.failure(Duration.ofSeconds(65)))
                .contains("step 1 (expect: 'login: ') did not come true within 60 s; nothing was heard");
        hear("boot\nlogin: ", 64);
        assertThat(conversation.failure(Duration.ofSeconds(73))).isEmpty();
        assertThat(conversation.failure(Duration.ofSeconds(74)))
                .contains("step 4 (expect: '# ') did not come true within 10 s; last heard: 'boot / login: '");
    }

    @Test
    void sendsAtOnceWhenThatIsTheFirstStep() {
        conversation = Dialogue.parse(List.of(Map.of("send", "\\x03"))).begin();
        assertThat(hear("", 0)).containsExactly("\u0003");
        assertThat(conversation.isFinished()).isTrue();
    }

    @Test
    void aGuestInALoopFillsNoMemory() {
        String loop = "x".repeat(Conversation.WINDOW);
        hear(loop, 1);
        hear("login", 2);
        hear(loop.substring(10), 3);
        assertThat(conversation.unread()).hasSize(Conversation.WINDOW);
        assertThat(conversation.lastHeard()).hasSizeLessThan(Conversation.WINDOW);
        assertThat(hear("login: ", 4)).containsExactly("root\n", "secret\n");
    }

    private List<String> hear(String text, long seconds) {
        Conversation.Turn turn = conversation.hear(text, Duration.ofSeconds(seconds));
        conversation = turn.next();
        return turn.toSend();
    }
}
