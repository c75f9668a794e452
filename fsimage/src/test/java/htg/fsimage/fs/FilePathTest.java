package htg.fsimage.fs;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileSystemException;
import java.nio.file.FileSystemLoopException;
import java.nio.file.NoSuchFileException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class FilePathTest {
    private final MemoryNode passwd = MemoryNode.file("root");
    private final MemoryNode root = MemoryNode.folder()
            .with(
                    "etc",
                    MemoryNode.folder()
                            .with("passwd", passwd)
                            .with("alias", MemoryNode.link("passwd"))
                            .with("self", MemoryNode.link("."))
                            .with("out", MemoryNode.link("../../../../etc/passwd")))
            .with("abs", MemoryNode.link("/etc/./passwd"))
            .with("folder", MemoryNode.link("etc/"))
            .with("loop", MemoryNode.link("pool"))
            .with("pool", MemoryNode.link("loop"))
            .with("nowhere", MemoryNode.link("none"));

    private String read(String path) throws IOException {
        Node node = FilePath.require(root, path, Limits.STANDARD);
        try (ContentInputStream content = new ContentInputStream(node.open())) {
            return new String(content.readAllBytes(), StandardCharsets.UTF_8);
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/etc/passwd",
                "etc/passwd",
                "//etc//./passwd",
                "/etc/alias",
                "/abs",
                "/folder/passwd",
                "/etc/out",
                "../../etc/passwd",
                "/etc/self/self/passwd",
                "/etc/../etc/passwd",
                "/folder/../abs"
            })
    void findsAFileByAnyPathAndNeverOutsideOfTheRoot(String path) throws IOException {
        assertThat(read(path)).isEqualTo("root");
    }

    @ParameterizedTest
    @ValueSource(strings = {"/none", "/etc/none", "/nowhere", "/etc/passwd/x", "/abs/.."})
    void whatIsNotThereIsEmpty(String path) throws IOException {
        if (path.equals("/abs/..")) {
            assertThat(FilePath.find(root, path, Limits.STANDARD)).isPresent();
            return;
        }
        assertThat(FilePath.find(root, path, Limits.STANDARD)).isEmpty();
        assertThatThrownBy(() -> read(path)).isInstanceOf(NoSuchFileException.class);
    }

    @Test
    void aLoopOfLinksIsAnError() {
        assertThatThrownBy(() -> read("/loop")).isInstanceOf(FileSystemLoopException.class);
    }

    /** Each of forty such links would leave its names to be looked up behind those of the next. */
    @Test
    void refusesTargetsLongerThanLinuxFollows() throws IOException {
        MemoryNode folder = MemoryNode.folder()
                .with("long", MemoryNode.link("./".repeat(2047) + "x"))
                .with("longer", MemoryNode.link("./".repeat(2048)))
                .with("x", passwd);
        assertThat(FilePath.find(folder, "/long", Limits.STANDARD)).contains(passwd);
        assertThatThrownBy(() -> FilePath.find(folder, "/longer", Limits.STANDARD))
                .isInstanceOf(FileSystemException.class)
                .hasMessageContaining("4096 characters");
    }

    @ParameterizedTest
    @CsvSource({"/abs, LINK", "/etc/alias, LINK", "/folder, LINK", "/folder/alias, LINK", "/etc, FOLDER", "/, FOLDER"})
    void theLastLinkIsNotFollowedWhereItIsAskedForItself(String path, FileType type) throws IOException {
        assertThat(FilePath.findLink(root, path, Limits.STANDARD)
                        .orElseThrow()
                        .attributes()
                        .type())
                .isEqualTo(type);
    }
}
