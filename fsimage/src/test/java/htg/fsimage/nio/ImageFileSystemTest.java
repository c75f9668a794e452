package htg.fsimage.nio;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import htg.fsimage.fs.Attributes;
import htg.fsimage.fs.Entry;
import htg.fsimage.fs.EntryVisitor;
import htg.fsimage.fs.FileSystemInfo;
import htg.fsimage.fs.FileType;
import htg.fsimage.fs.Limits;
import htg.fsimage.fs.Node;
import htg.fsimage.testkit.MemoryTree;
import htg.fsimage.volume.LimitExceededException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.SeekableByteChannel;
import java.nio.file.ClosedFileSystemException;
import java.nio.file.FileSystemException;
import java.nio.file.FileSystemLoopException;
import java.nio.file.FileVisitOption;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.NotDirectoryException;
import java.nio.file.NotLinkException;
import java.nio.file.Path;
import java.nio.file.ReadOnlyFileSystemException;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.DosFileAttributes;
import java.nio.file.attribute.PosixFileAttributes;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ImageFileSystemTest {
    private final byte[] large = new byte[200_000];
    private final ImageFileSystem view;

    ImageFileSystemTest() {
        new Random(1).nextBytes(large);
        view = ImageFileSystem.of(new MemoryTree()
                .named("ext4", "label", "u")
                .file("/etc/passwd", "root\n")
                .file("/etc/Größe", "x")
                .file("/large", large)
                .link("/alias", "etc/passwd")
                .link("/folder", "/etc")
                .link("/out", "../../../etc/passwd")
                .link("/loop", "loop")
                .link("/gone", "none")
                .folder("/empty"));
    }

    private Path path(String text) {
        return view.getPath(text);
    }

    @Test
    void theJdkWalksIt() throws IOException {
        try (var all = Files.walk(path("/"))) {
            assertThat(all.map(Path::toString))
                    .containsExactlyInAnyOrder(
                            "/",
                            "/etc",
                            "/etc/passwd",
                            "/etc/Größe",
                            "/large",
                            "/alias",
                            "/folder",
                            "/out",
                            "/loop",
                            "/gone",
                            "/empty");
        }
        try (var all = Files.walk(path("/folder"), FileVisitOption.FOLLOW_LINKS)) {
            assertThat(all.map(Path::toString)).contains("/folder/passwd");
        }
        try (var children = Files.newDirectoryStream(path("etc"), "p*")) {
            assertThat(children).extracting(Path::toString).containsExactly("etc/passwd");
        }
        try (var found = Files.find(path("/"), 5, (one, attributes) -> attributes.size() == large.length)) {
            assertThat(found).containsExactly(path("/large"));
        }
    }

    @Test
    void theJdkReadsFiles(@TempDir Path folder) throws IOException {
        assertThat(Files.readAllBytes(path("/large"))).isEqualTo(large);
        assertThat(Files.readString(path("/alias"))).isEqualTo("root\n");
        assertThat(Files.readAllLines(path("/out"))).containsExactly("root");
        assertThat(Files.readString(path("/folder/Größe"))).isEqualTo("x");
        Path copy = Files.copy(path("/large"), folder.resolve("copy"));
        assertThat(Files.mismatch(copy, path("/large"))).isEqualTo(-1);
        try (SeekableByteChannel channel = Files.newByteChannel(path("/large"))) {
            ByteBuffer piece = ByteBuffer.allocate(10);
            assertThat(channel.position(100_000).read(piece)).isEqualTo(10);
            assertThat(piece.get(0)).isEqualTo(large[100_000]);
            assertThat(channel.size()).isEqualTo(large.length);
            assertThat(channel.position(large.length).read(ByteBuffer.allocate(1)))
                    .isEqualTo(-1);
        }
    }

    @Test
    void tellsWhatThingsAre() throws IOException {
        assertThat(Files.exists(path("/etc/passwd"))).isTrue();
        assertThat(Files.exists(path("/gone"))).isFalse();
        assertThat(Files.exists(path("/gone"), LinkOption.NOFOLLOW_LINKS)).isTrue();
        assertThat(Files.isSymbolicLink(path("/alias"))).isTrue();
        assertThat(Files.isDirectory(path("/folder"))).isTrue();
        assertThat(Files.isReadable(path("/large"))).isTrue();
        assertThat(Files.isWritable(path("/large"))).isFalse();
        assertThat(Files.isExecutable(path("/large"))).isFalse();
        assertThat(Files.size(path("/large"))).isEqualTo(large.length);
        assertThat(Files.readSymbolicLink(path("/out"))).isEqualTo(path("../../../etc/passwd"));
        assertThat(Files.isSameFile(path("/alias"), path("/etc/../etc/passwd"))).isTrue();
        assertThat(Files.isSameFile(path("/alias"), path("/large"))).isFalse();
        assertThat(path("/folder/../out").toRealPath()).isEqualTo(path("/etc/passwd"));
        assertThat(path("/folder/.").toRealPath(LinkOption.NOFOLLOW_LINKS)).isEqualTo(path("/etc"));
        assertThat(Files.getFileStore(path("/")).type()).isEqualTo("ext4");
    }

    @Test
    void readsAttributesByClassAndByName() throws IOException {
        PosixFileAttributes posix = Files.readAttributes(path("/etc/passwd"), PosixFileAttributes.class);
        assertThat(PosixFilePermissions.toString(posix.permissions())).isEqualTo("rw-r--r--");
        assertThat(posix.owner().getName()).isEqualTo("0");
        assertThat(Files.readAttributes(path("/alias"), BasicFileAttributes.class, LinkOption.NOFOLLOW_LINKS)
                        .isSymbolicLink())
                .isTrue();
        assertThat(Files.readAttributes(path("/etc"), "unix:mode,nlink,uid"))
                .containsEntry("mode", 040755)
                .containsEntry("nlink", 1)
                .containsEntry("uid", 0);
        assertThat(Files.readAttributes(path("/etc"), "*")).containsEntry("isDirectory", true);
        assertThat(Files.getPosixFilePermissions(path("/etc"))).isNotEmpty();
        assertThat(Files.getOwner(path("/etc")).getName()).isEqualTo("0");
        assertThatThrownBy(() -> Files.readAttributes(path("/etc"), "unix:colour"))
                .isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void writesNothing() {
        assertThatThrownBy(() -> Files.writeString(path("/new"), "x")).isInstanceOf(ReadOnlyFileSystemException.class);
        assertThatThrownBy(() -> Files.delete(path("/large"))).isInstanceOf(ReadOnlyFileSystemException.class);
        assertThatThrownBy(() -> Files.createDirectory(path("/d"))).isInstanceOf(ReadOnlyFileSystemException.class);
        assertThatThrownBy(() -> Files.move(path("/large"), path("/small")))
                .isInstanceOf(ReadOnlyFileSystemException.class);
        assertThatThrownBy(() -> Files.setPosixFilePermissions(path("/etc"), java.util.Set.of()))
                .isInstanceOf(ReadOnlyFileSystemException.class);
        assertThat(view.isReadOnly()).isTrue();
    }

    @Test
    void saysWhatIsWrong() {
        assertThatThrownBy(() -> Files.readString(path("/none"))).isInstanceOf(NoSuchFileException.class);
        assertThatThrownBy(() -> Files.readString(path("/etc"))).isInstanceOf(FileSystemException.class);
        assertThatThrownBy(() -> Files.list(path("/large"))).isInstanceOf(NotDirectoryException.class);
        assertThatThrownBy(() -> Files.readSymbolicLink(path("/large"))).isInstanceOf(NotLinkException.class);
        assertThatThrownBy(() -> Files.readString(path("/loop"))).isInstanceOf(FileSystemLoopException.class);
        assertThatThrownBy(() -> path("/loop").toRealPath()).isInstanceOf(FileSystemLoopException.class);
    }

    @Test
    void keepsNoMoreNamesThanThereIsMemoryFor() throws IOException {
        MemoryTree crowd = new MemoryTree();
        for (int i = 0; i < 1000; i++) {
            crowd.file("/many/number " + i, "");
        }
        ImageFileSystem little = ImageFileSystem.of(crowd, Limits.STANDARD.memory(50_000));
        assertThatThrownBy(() -> Files.list(little.getPath("/many")))
                .isInstanceOf(LimitExceededException.class)
                .hasMessageContaining("50000 bytes are allowed");
        try (var some = Files.newDirectoryStream(little.getPath("/many"), "*7")) {
            assertThat(some).hasSize(100);
        }
    }

    @Test
    void aLinkToANameThatNoFileHasIsNoFaultOfTheCaller() {
        ImageFileSystem hostile = ImageFileSystem.of(new MemoryTree().link("/link", "a\0b"));
        assertThatThrownBy(() -> Files.readSymbolicLink(hostile.getPath("/link")))
                .isInstanceOf(FileSystemException.class)
                .hasMessageContaining("NUL");
        assertThat(Files.exists(hostile.getPath("/link"))).isFalse();
    }

    /** A folder with one name, which stands for itself. */
    private static final class Loop implements Node, Entry, htg.fsimage.fs.FileSystem {
        @Override
        public FileSystemInfo info() {
            return FileSystemInfo.of("loop", "", "", 0, -1);
        }

        @Override
        public Node root() {
            return this;
        }

        @Override
        public String name() {
            return "again";
        }

        @Override
        public FileType type() {
            return FileType.FOLDER;
        }

        @Override
        public Node node() {
            return this;
        }

        @Override
        public Attributes attributes() {
            return Attributes.of(FileType.FOLDER, 1, 0);
        }

        @Override
        public void list(EntryVisitor visitor) throws IOException {
            visitor.visit(this);
        }
    }

    @Test
    void walkingAFolderThatIsInItselfEnds() throws IOException {
        try (var all = Files.walk(ImageFileSystem.of(new Loop()).getPath("/"))) {
            assertThatThrownBy(all::count).hasCauseInstanceOf(LimitExceededException.class);
        }
    }

    @Test
    void saysAsTheJdkDoesWhichAttributesThereAreNot() {
        assertThatThrownBy(() -> Files.readAttributes(path("/etc"), "dos:*"))
                .isInstanceOf(UnsupportedOperationException.class);
        assertThatThrownBy(() -> Files.readAttributes(path("/etc"), DosFileAttributes.class))
                .isInstanceOf(UnsupportedOperationException.class);
    }

    @Test
    void aClosedViewIsClosed() throws IOException {
        ImageFileSystem other = ImageFileSystem.of(new MemoryTree());
        Path root = other.getPath("/");
        assertThat(Files.exists(root)).isTrue();
        other.close();
        assertThat(other.isOpen()).isFalse();
        assertThatThrownBy(() -> Files.list(root)).isInstanceOf(ClosedFileSystemException.class);
    }

    @ParameterizedTest
    @CsvSource({
        "/a/b/../c/./d, /a/c/d",
        "../a/../../b, ../../b",
        "/../a, /a",
        "a/.., ''",
        "/, /",
        "'', ''",
        "a//b/, a/b",
        ".., .."
    })
    void normalizesAsTheHostDoes(String text, String expected) {
        assertThat(path(text).normalize()).hasToString(expected);
        assertThat(path(text).normalize()).hasToString(Path.of(text).normalize().toString());
    }

    @ParameterizedTest
    @CsvSource({"/a/b, /a/c/d", "a, a/b/c", "/, /x", "'', a", "a/b, a/b", "a, ''", "/a/b/c, /"})
    void resolvesAndRelativizesAsTheHostDoes(String from, String to) {
        Path host = Path.of(from);
        assertThat(path(from).relativize(path(to)))
                .hasToString(host.relativize(Path.of(to)).toString());
        assertThat(path(from).resolve(to)).hasToString(host.resolve(to).toString());
        assertThat(path(from).getNameCount()).isEqualTo(host.getNameCount());
        assertThat(String.valueOf(path(from).getParent())).isEqualTo(String.valueOf(host.getParent()));
        assertThat(String.valueOf(path(from).getFileName())).isEqualTo(String.valueOf(host.getFileName()));
        assertThat(path(to).startsWith(path(from))).isEqualTo(Path.of(to).startsWith(from));
        assertThat(path(to).endsWith(path(from))).isEqualTo(Path.of(to).endsWith(from));
    }

    @ParameterizedTest
    @CsvSource({
        "glob:*.txt, a.txt", "glob:*.txt, a/b.txt", "glob:**.txt, a/b.txt", "'glob:*.{txt,md}', b.md",
                "glob:[a-c]?[!x], bzy",
        "glob:[a-c]?[!x], bzx", "glob:a\\*b, a*b", "glob:a\\*b, axb", "regex:a+b, aaab",
                "glob:/usr/*/share, /usr/local/share",
        "'glob:{a,b}c,d', 'ac,d'", "glob:a+(b), a+(b)"
    })
    void matchesPatternsAsTheHostDoes(String pattern, String text) {
        Path host = Path.of(text);
        assertThat(view.getPathMatcher(pattern).matches(path(text)))
                .isEqualTo(host.getFileSystem().getPathMatcher(pattern).matches(host));
    }
}
