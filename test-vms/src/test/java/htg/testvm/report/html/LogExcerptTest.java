package htg.testvm.report.html;

import static org.assertj.core.api.Assertions.assertThat;

import htg.testvm.report.model.LandmarkRecord;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LogExcerptTest {
    @TempDir
    Path folder = Path.of("");

    @Test
    void showsAShortLogWhole() throws Exception {
        assertThat(pieces("one\r\nHTG-STAGE discover ok\n\n\n\ntwo"))
                .containsExactly(
                        LogPiece.plain("one\n"),
                        new LogPiece("landmark", "HTG-STAGE discover ok\n", "c-at-1", "discover ok, 3.0 s"),
                        LogPiece.plain("two\n"));
    }

    @Test
    void showsHeadAndTailOfALongLogInWholeLines() throws Exception {
        String filler = "a line of forty characters and no more..\n".repeat(20_000);
        List<LogPiece> pieces = pieces("first line\n" + filler + "HTG-STAGE discover ok\nlast line\n");
        assertThat(pieces).extracting(LogPiece::kind).containsExactly("plain", "cut", "plain", "landmark", "plain");
        assertThat(pieces.get(0).text()).startsWith("first line\n").endsWith("no more..\n");
        assertThat(pieces.get(1).text())
                .matches("54\\d\\.\\d KiB of 80\\d\\.\\d KiB are cut here; the whole log is a/serial.log\n");
        assertThat(pieces.get(2).text()).startsWith("a line of");
        assertThat(pieces.get(4).text()).startsWith("last line\n");
        assertThat(pieces.stream().mapToInt(piece -> piece.text().length()).sum())
                .isBetween(250_000, LogExcerpt.LIMIT + 100);
    }

    @Test
    void cutsALineThatNeverEnds() throws Exception {
        assertThat(pieces("x".repeat(1 << 20)).stream().map(LogPiece::text).collect(Collectors.joining()))
                .contains("768.0 KiB of 1.0 MiB are cut here")
                .hasSizeBetween(LogExcerpt.LIMIT, LogExcerpt.LIMIT + 200);
    }

    @Test
    void leavesOutTheFramesOfMenus() throws Exception {
        assertThat(pieces("\u001b[04;02H+----+\u001b[5;2H|\u001b[5;79H|\u001b[5;3H*KVM\u001b[5;80H \nx"))
                .containsExactly(LogPiece.plain("*KVM\nx\n"));
    }

    @Test
    void knowsNoLogThatIsNotThereOrEmpty() throws Exception {
        assertThat(LogExcerpt.read(folder.resolve("none"))).isEmpty();
        Files.writeString(folder.resolve("empty"), "\n \n");
        assertThat(LogExcerpt.read(folder.resolve("empty"))).isEmpty();
    }

    @Test
    void endsWithTheLastLinesThatSaySomething() throws Exception {
        Path file = Files.writeString(folder.resolve("serial.log"), "one\n\ntwo\nthree\n\n");
        assertThat(LogExcerpt.read(file).map(log -> log.lastLines(2))).contains(List.of("two", "three"));
    }

    private List<LogPiece> pieces(String log) throws Exception {
        Path file = Files.write(folder.resolve("serial.log"), log.getBytes(StandardCharsets.UTF_8));
        LandmarkRecord discovered = new LandmarkRecord(Duration.ofSeconds(3), "discover", "ok", "");
        Optional<LogExcerpt> excerpt = LogExcerpt.read(file);
        return MarkedLog.of(
                excerpt.orElseThrow(), Path.of("a/serial.log"), new LandmarkPlaces("c", List.of(discovered)));
    }
}
