package htg.store.extract;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import htg.store.frame.Frame;
import htg.store.frame.Frame.Kind;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What a reader that was taken over may send, and what comes of it: nothing outside of the one place. */
class FolderSinkTest {
    @TempDir
    private Path folder;

    private Path outside = Path.of("");
    private FolderSink sink = new FolderSink(Path.of(""));

    @BeforeEach
    void makeASink() throws IOException {
        outside = Files.createDirectory(folder.resolve("outside"));
        Files.writeString(outside.resolve("precious"), "precious");
        sink = new FolderSink(folder.resolve("content"));
    }

    private void begin(Kind kind, String path, String target, long size) throws IOException {
        sink.begin(new Frame.Begin(kind, path, target, size, 0777, 1_000_000));
    }

    private void top() throws IOException {
        begin(Kind.FOLDER, "", "", 0);
    }

    @Test
    void writesATreeWithHolesLinksAndTimes() throws IOException {
        top();
        begin(Kind.FOLDER, "a", "", 0);
        begin(Kind.FILE, "a/file", "", 1_000_000);
        sink.data(500_000, new byte[] {1, 2, 3});
        sink.end();
        begin(Kind.LINK, "a/link", "../../outside", 0);
        sink.close();
        Path file = folder.resolve("content/a/file");
        assertThat(Files.size(file)).isEqualTo(1_000_000);
        assertThat(Files.readAllBytes(file)[500_002]).isEqualTo((byte) 3);
        assertThat(Files.getLastModifiedTime(file).toMillis()).isEqualTo(1_000_000_000L);
        assertThat(Files.readSymbolicLink(folder.resolve("content/a/link"))).isEqualTo(Path.of("../../outside"));
        assertThat(sink.files()).isOne();
        assertThat(sink.bytes()).isEqualTo(3);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "..",
                "../outside/x",
                "a/../../outside/x",
                "/etc/x",
                "./x",
                "a//x",
                "a/",
                "/",
                "a/./x",
                "a\0b",
                "outside/../../x"
            })
    void aPathThatIsNoPlainOneIsRefused(String path) throws IOException {
        top();
        begin(Kind.FOLDER, "a", "", 0);
        assertThatThrownBy(() -> begin(Kind.FILE, path, "", 1)).isInstanceOf(IOException.class);
        assertThat(outside).isDirectoryContaining("glob:**/precious").isDirectoryNotContaining("glob:**/x");
        assertThat(Files.exists(folder.resolve("x"))).isFalse();
    }

    @Test
    void nothingIsWrittenThroughALink() throws IOException {
        top();
        begin(Kind.LINK, "door", outside.toString(), 0);
        assertThatThrownBy(() -> begin(Kind.FILE, "door/x", "", 1)).hasMessageContaining("has not sent");
        assertThatThrownBy(() -> begin(Kind.FOLDER, "door", "", 1)).isInstanceOf(IOException.class);
        begin(Kind.LINK, "precious", outside.resolve("precious").toString(), 0);
        assertThatThrownBy(() -> begin(Kind.FILE, "precious", "", 1)).isInstanceOf(IOException.class);
        assertThat(outside.resolve("precious")).hasContent("precious");
        assertThat(Files.exists(outside.resolve("x"))).isFalse();
    }

    @Test
    void aFileIsWrittenOnce() throws IOException {
        top();
        begin(Kind.FILE, "x", "", 1);
        assertThatThrownBy(() -> begin(Kind.FILE, "y", "", 1)).hasMessageContaining("inside another");
        sink.end();
        assertThatThrownBy(() -> begin(Kind.FILE, "x", "", 1)).isInstanceOf(IOException.class);
        assertThatThrownBy(() -> sink.end()).hasMessageContaining("never began");
    }

    @Test
    void noDataGoesBeyondAFilesEnd() throws IOException {
        top();
        begin(Kind.FILE, "x", "", 10);
        assertThatThrownBy(() -> sink.data(8, new byte[3])).hasMessageContaining("beyond the end");
        assertThatThrownBy(() -> sink.data(Long.MAX_VALUE, new byte[3])).hasMessageContaining("beyond the end");
    }

    @Test
    void nobodyGetsRightsFromAnImage() throws IOException {
        top();
        sink.begin(new Frame.Begin(Kind.FILE, "x", "", 0, 07777, Long.MIN_VALUE));
        sink.end();
        assertThat((Integer) Files.getAttribute(folder.resolve("content/x"), "unix:mode") & 07000)
                .isZero();
    }
}
