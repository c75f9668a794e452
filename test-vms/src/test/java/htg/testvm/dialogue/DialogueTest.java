package htg.testvm.dialogue;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import htg.common.ExitCode;
import htg.common.HtgException;
import htg.testvm.pattern.TextPattern;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class DialogueTest {
    @Test
    void readsStepsAsUsersWriteThem() {
        Dialogue dialogue = Dialogue.parse(List.of(
                Map.of("expect", "login: "), Map.of("send", "root\\n"), Map.of("expect", "/[#$] $/", "within", "3m")));
        assertThat(dialogue.steps())
                .containsExactly(
                        new Step.Expect(TextPattern.parse("login: "), Duration.ofMinutes(2)),
                        new Step.Send("root\n"),
                        new Step.Expect(TextPattern.parse("/[#$] $/"), Duration.ofMinutes(3)));
        assertThat(dialogue.steps()).extracting(Step::toString).contains("expect: 'login: '", "send: 'root\\n'");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            nullValues = "-",
            value = {
                "hear   | x   | -   | 'hear' is no word of a dialogue",
                "send   | a   | 9s  | send stands alone",
                "send   | \\q | -   | '\\q' in '\\q' is no escape",
                "send   | \\x | -   | '\\x' in '\\x' is no escape",
                "send   | \\xff | - | '\\xff' in '\\xff' is no escape",
                "send   | a\\ | -   | '\\' in 'a\\' is no escape",
                "expect | a   | 0s  | '0s' is no time such as 90s or 10m",
                "expect | a   | ten | 'ten' is no time such as 90s or 10m",
                "expect | /(/ | -   | is no regular expression",
                "within | -   | 9s  | it says neither expect nor send"
            })
    void saysWhichStepIsWrong(String word, String text, String within, String message) {
        Map<String, String> wrong = new java.util.HashMap<>();
        if (text != null) {
            wrong.put(word, text);
        }
        if (within != null) {
            wrong.put("within", within);
        }
        assertThatExceptionOfType(HtgException.class)
                .isThrownBy(() -> Dialogue.parse(List.of(Map.of("send", "x"), wrong)))
                .withMessageStartingWith("Step 2: ")
                .withMessageContaining(message)
                .satisfies(failure -> assertThat(failure.code()).isEqualTo(ExitCode.USAGE));
    }

    @Test
    void oneStepIsTheLeast() {
        assertThatExceptionOfType(HtgException.class).isThrownBy(() -> Dialogue.parse(List.of()));
    }

    @Test
    void keysWithoutACharacterAreEscapes() {
        assertThat(Step.Send.parse("a\\tb\\r\\n\\x03\\x1B\\\\nü").text()).isEqualTo("a\tb\r\n\u0003\u001b\\nü");
        assertThat(new Step.Send("\u0003\t\\\r\n")).hasToString("send: '\\x03\\t\\\\\\r\\n'");
    }
}
