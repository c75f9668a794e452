package htg.image.vm;

import static org.assertj.core.api.Assertions.assertThat;

import htg.image.vm.Console.Kind;
import htg.image.vm.Console.Word;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.PipedInputStream;
import java.io.PipedOutputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import org.junit.jupiter.api.Test;

class ConsoleTest {
    private static final Duration SOON = Duration.ofSeconds(20);

    @Test
    void hearsTheScriptsWordsAmongTheKernelsLines() {
        try (Console console =
                console("[    1.0] noise\r\n[    2.0] HTG-VM n1 progress 3 MiB written\r\nHTG-VM n1 done\r\n")) {
            assertThat(console.next(SOON)).isEqualTo(new Word(Kind.PROGRESS, "3 MiB written"));
            assertThat(console.next(SOON).kind()).isEqualTo(Kind.DONE);
            assertThat(console.next(SOON).kind()).isEqualTo(Kind.END);
        }
    }

    @Test
    void believesNobodyWhoDoesNotKnowTheNonce() {
        try (Console console = console("HTG-VM n2 done\nHTG-VM done\nHTG-VM n1 fail no disk\n")) {
            assertThat(console.next(SOON)).isEqualTo(new Word(Kind.FAILURE, "no disk"));
            assertThat(console.tail()).containsExactly("HTG-VM n2 done", "HTG-VM done", "no disk");
        }
    }

    @Test
    void noticesSilence() throws IOException {
        try (PipedOutputStream guest = new PipedOutputStream();
                Console console = new Console(new PipedInputStream(guest), "n1")) {
            guest.write("half a line".getBytes(StandardCharsets.UTF_8));
            assertThat(console.next(Duration.ofMillis(50)).kind()).isEqualTo(Kind.SILENCE);
        }
    }

    @Test
    void keepsTheLastLinesOnly() {
        try (Console console = console("line\n".repeat(100) + "last\n")) {
            assertThat(console.next(SOON).kind()).isEqualTo(Kind.END);
            assertThat(console.tail()).hasSize(15).endsWith("last");
        }
    }

    private static Console console(String text) {
        InputStream output = new ByteArrayInputStream(text.getBytes(StandardCharsets.UTF_8));
        return new Console(output, "n1");
    }
}
