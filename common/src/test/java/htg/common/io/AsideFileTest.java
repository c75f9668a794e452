package htg.common.io;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import htg.common.ExitCode;
import htg.common.HtgException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class AsideFileTest {
    @TempDir
    Path folder = Path.of("");

    @Test
    void appearsOnlyWhenCommitted() throws Exception {
        Path target = folder.resolve("new/deep/image");
        try (AsideFile file = AsideFile.beside(target)) {
            Files.writeString(file.path(), "content");
            assertThat(target).doesNotExist();
            file.commit();
        }
        assertThat(target).hasContent("content");
        assertThat(target.getParent()).isDirectoryContaining(path -> path.equals(target));
    }

    @Test
    void leavesTheOldFileAndNoTraceWhenNotCommitted() throws Exception {
        Path target = Files.writeString(folder.resolve("image"), "old");
        try (AsideFile file = AsideFile.beside(target)) {
            Files.writeString(file.path(), "half");
        }
        assertThat(target).hasContent("old");
        assertThat(folder.toFile().list()).containsExactly("image");
    }

    @Test
    void saysWhichFolderCannotBeWritten() throws Exception {
        Path file = Files.writeString(folder.resolve("file"), "");
        assertThatExceptionOfType(HtgException.class)
                .isThrownBy(() -> AsideFile.beside(file.resolve("image")))
                .satisfies(failure -> assertThat(failure.code()).isEqualTo(ExitCode.ENVIRONMENT))
                .withMessageContaining(file.toString());
    }

    @Test
    void takesItsContentPieceByPiece() {
        Path target = folder.resolve("image");
        AsideFile.write(target, stream -> print(stream, "a piece,", "another"));
        assertThat(target).hasContent("a piece,another");
    }

    @Test
    void isNoneWhenOnePieceIsMissing() {
        Path target = folder.resolve("image");
        IllegalStateException missing = new IllegalStateException("no more");
        assertThatExceptionOfType(IllegalStateException.class)
                .isThrownBy(() -> AsideFile.write(target, stream -> {
                    print(stream, "a piece");
                    throw missing;
                }))
                .isSameAs(missing);
        assertThat(folder).isEmptyDirectory();
    }

    private static void print(OutputStream stream, String... pieces) {
        PrintStream text = new PrintStream(stream, true, StandardCharsets.UTF_8);
        List.of(pieces).forEach(text::print);
    }
}
