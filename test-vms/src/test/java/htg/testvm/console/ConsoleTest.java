package htg.testvm.console;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import htg.testvm.console.ConsoleEvent.Closed;
import htg.testvm.console.ConsoleEvent.Landmark;
import htg.testvm.console.ConsoleEvent.LogLost;
import java.io.ByteArrayInputStream;
import java.io.PipedInputStream;
import java.io.PipedOutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ConsoleTest {
    private static final Duration SOON = Duration.ofSeconds(5);

    @TempDir
    Path folder = Path.of("");

    @Test
    void tellsWhatItHearsThenThatTheStreamEnded() {
        try (Console console = new Console()) {
            console.listen(stream("HTG-STAGE import ok\n"), folder.resolve("log"));
            assertThat(console.next(SOON).map(TimedEvent::event)).contains(new Landmark("import", Status.OK, ""));
            assertThat(console.next(SOON).map(TimedEvent::event)).contains(new Closed());
        }
        assertThat(folder.resolve("log")).hasContent("HTG-STAGE import ok\n");
    }

    @Test
    void tellsAnInterruptedThreadWhatIsThereAndNoMore() throws Exception {
        try (Console console = new Console();
                PipedOutputStream silent = new PipedOutputStream()) {
            console.listen(new PipedInputStream(silent), folder.resolve("log"));
            console.note(new Landmark("kernel", Status.START, ""));
            Thread.currentThread().interrupt();
            assertThat(console.next(SOON).map(TimedEvent::event)).contains(new Landmark("kernel", Status.START, ""));
            assertThat(console.next(Duration.ZERO)).isEqualTo(Optional.empty());
            assertThat(console.next(SOON).map(TimedEvent::event)).contains(new Closed());
            assertThat(Thread.interrupted()).isTrue();
        }
    }

    /** Linux' /dev/full is a disk without space. */
    @Test
    void hearsOnWhenTheLogCannotBeKept() {
        Path full = Path.of("/dev/full");
        assumeTrue(Files.exists(full), "/dev/full does not exist");
        try (Console console = new Console()) {
            console.listen(stream("HTG-STAGE import ok\n"), full);
            assertThat(console.next(SOON).map(TimedEvent::event))
                    .contains(new LogLost("/dev/full: No space left on device"));
            assertThat(console.next(SOON).map(TimedEvent::event)).contains(new Landmark("import", Status.OK, ""));
        }
    }

    @Test
    void waitsNoLongerThanAsked() throws Exception {
        try (Console console = new Console();
                PipedOutputStream silent = new PipedOutputStream()) {
            console.listen(new PipedInputStream(silent), folder.resolve("log"));
            assertThat(console.next(Duration.ofMillis(50))).isEqualTo(Optional.empty());
            assertThat(console.next(Duration.ofMillis(-50))).isEqualTo(Optional.empty());
        }
    }

    @Test
    void theLogStopsAtItsLimitAndSaysSo() throws Exception {
        Path file = folder.resolve("log");
        try (BoundedLog log = BoundedLog.open(file, 10)) {
            byte[] line = "1234567".getBytes(StandardCharsets.US_ASCII);
            log.write(line, line.length);
            log.write(line, line.length);
            log.write(line, line.length);
        }
        assertThat(Files.readString(file))
                .startsWith("1234567123\n[htg: the log ends here")
                .doesNotContain("4567123456");
    }

    private static ByteArrayInputStream stream(String text) {
        return new ByteArrayInputStream(text.getBytes(StandardCharsets.US_ASCII));
    }
}
