package htg.store.extract;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import htg.store.frame.Frame;
import htg.store.frame.Frame.Kind;
import htg.store.frame.FrameException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
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

    private static String permissions(Path path) throws IOException {
        return PosixFilePermissions.toString(Files.getPosixFilePermissions(path));
    }

    @Test
    void aFolderIsNoMoreOpenThanInTheImage() throws IOException {
        top();
        sink.begin(new Frame.Begin(Kind.FOLDER, "secret", "", 0, 0700, 1_000_000));
        begin(Kind.FILE, "secret/key", "", 0);
        sink.end();
        sink.begin(new Frame.Begin(Kind.FOLDER, "open", "", 0, 0555, 2_000_000));
        sink.close();
        assertThat(permissions(folder.resolve("content/secret"))).isEqualTo("rwx------");
        assertThat(permissions(folder.resolve("content/open"))).isEqualTo("rwxr-xr-x");
        assertThat(Files.getLastModifiedTime(folder.resolve("content/secret")).toMillis())
                .isEqualTo(1_000_000_000L);
    }

    @Test
    void aFolderThatWasLeftGetsNothingMore() throws IOException {
        top();
        begin(Kind.FOLDER, "a", "", 0);
        begin(Kind.FOLDER, "a/b", "", 0);
        begin(Kind.FOLDER, "c", "", 0);
        assertThatThrownBy(() -> begin(Kind.FILE, "a/x", "", 1)).hasMessageContaining("has not sent");
    }

    /** The reader follows the link that a caller asks for; programs would follow one that it sends instead. */
    @Test
    void whatWasAskedForIsNoLink() {
        assertThatThrownBy(() -> begin(Kind.LINK, "", "/etc/passwd", 0)).isInstanceOf(FrameException.class);
        FolderSink file = FolderSink.file(folder.resolve("disk"));
        for (Kind kind : new Kind[] {Kind.LINK, Kind.FOLDER}) {
            assertThatThrownBy(() -> file.begin(new Frame.Begin(kind, "", "/etc/passwd", 0, 0644, 0)))
                    .isInstanceOf(FrameException.class);
        }
        assertThat(folder).isDirectoryNotContaining("glob:**/disk").isDirectoryNotContaining("glob:**/content");
    }

    @ParameterizedTest
    @CsvSource({"LINK,vmlinuz", "FOLDER,vmlinuz", "FILE,.bashrc", "FILE,vmlinuz/x", "FOLDER,.ssh", "LINK,x"})
    void filesThatProgramsOpenHaveTheirNamesAndAreFiles(Kind kind, String name) throws IOException {
        FolderSink files = FolderSink.files(folder.resolve("boot"), List.of("vmlinuz", "cmdline"));
        files.begin(new Frame.Begin(Kind.FOLDER, "", "", 0, 0755, 0));
        assertThatThrownBy(() -> files.begin(new Frame.Begin(kind, name, "/etc/passwd", 0, 0644, 0)))
                .isInstanceOf(FrameException.class);
        assertThat(folder.resolve("boot")).isEmptyDirectory();
    }

    @ParameterizedTest
    @ValueSource(strings = {"joined\u200dname", "soft\u00adhyphen", "../\u65e5\u672c", "line\nbreak"})
    void aLinkLeadsWhereItLed(String target) throws IOException {
        top();
        begin(Kind.LINK, "link", target, 0);
        assertThat(Files.readSymbolicLink(folder.resolve("content/link")).toString())
                .isEqualTo(target);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "a\0b"})
    void aLinkToNowhereIsRefused(String target) throws IOException {
        top();
        assertThatThrownBy(() -> begin(Kind.LINK, "link", target, 0)).isInstanceOf(FrameException.class);
    }

    @Test
    void whatIsGivenUpIsGone() throws IOException {
        top();
        begin(Kind.FILE, "x", "", 10);
        sink.data(0, new byte[5]);
        assertThatThrownBy(() -> sink.done()).hasMessageContaining("in the middle");
        sink.abandon();
        sink.done();
        assertThat(folder.resolve("content")).isEmptyDirectory();
        assertThat(sink.files()).isZero();
        assertThatThrownBy(() -> sink.abandon()).isInstanceOf(FrameException.class);
    }
}
