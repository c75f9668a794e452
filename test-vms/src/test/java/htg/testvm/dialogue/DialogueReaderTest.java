package htg.testvm.dialogue;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import htg.common.ExitCode;
import htg.common.HtgException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class DialogueReaderTest {
    @TempDir
    Path folder = Path.of("");

    @Test
    void readsAListOfSteps() throws IOException {
        Dialogue dialogue = read("""
                # a comment
                - expect: 'login: '
                  within: 90
                - send: 'root\\n'
                - expect: 42
                """);
        assertThat(dialogue.steps())
                .extracting(Step::toString)
                .containsExactly("expect: 'login: '", "send: 'root\\n'", "expect: '42'");
        assertThat(((Step.Expect) dialogue.steps().get(0)).within()).isEqualTo(Duration.ofSeconds(90));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "[{expect: a                | it is no YAML: line 1, column 12: ",
                "'x                         | it is no YAML: line 1, column ",
                "{expect: a}                | it is not a list",
                "``                         | it is not a list",
                "just words                 | it is not a list",
                "[login]                    | 'login' is no step",
                "[{expect: }]               | 'expect: null' says no text",
                "[{expect: [a, b]}]         | 'expect: [a, b]' says no text",
                "[{send: x}, {hear: x}]     | Step 2: 'hear' is no word of a dialogue",
                "[{expect: x, within: ten}] | Step 1: 'ten' is no time such as 90s or 10m",
                "[{expect: /(/}]            | Step 1: '/(/' is no regular expression",
                "[]                         | A dialogue without steps says nothing"
            })
    void saysWhatIsWrongWithWhichFile(String yaml, String message) {
        assertThatExceptionOfType(HtgException.class)
                .isThrownBy(() -> read(yaml))
                .withMessageStartingWith("Cannot use the dialogue " + file() + ": ")
                .withMessageContaining(message)
                .withMessageNotContaining("\n")
                .satisfies(failure -> assertThat(failure.code()).isEqualTo(ExitCode.USAGE))
                .satisfies(failure -> assertThat(failure.hint()).isNotBlank());
    }

    @Test
    void saysThatAFileIsMissingOrBinary() throws IOException {
        assertThatExceptionOfType(HtgException.class)
                .isThrownBy(() -> DialogueReader.read(file()))
                .withMessageStartingWith("Cannot use the dialogue " + file() + ": ");
        Files.write(file(), new byte[] {(byte) 0xff, (byte) 0xfe});
        assertThatExceptionOfType(HtgException.class).isThrownBy(() -> DialogueReader.read(file()));
    }

    private Dialogue read(String yaml) throws IOException {
        return DialogueReader.read(Files.writeString(file(), yaml));
    }

    private Path file() {
        return folder.resolve("talk.yaml");
    }
}
