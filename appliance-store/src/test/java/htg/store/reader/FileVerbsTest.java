package htg.store.reader;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import htg.fsimage.fs.Limits;
import htg.fsimage.volume.CorruptFileSystemException;
import htg.fsimage.volume.Names;
import htg.store.extract.FolderSink;
import htg.store.extract.Receiver;
import htg.store.extract.TextAndFiles;
import htg.store.extract.TextSink;
import htg.store.frame.FrameReader;
import htg.store.frame.FrameWriter;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** What a user sees of a file system, whatever is wrong with it: from the reader's frames to the screen and the disk. */
class FileVerbsTest {
    private static final JsonMapper JSON = new JsonMapper();

    private final List<String> notes = new ArrayList<>();
    private int damaged;

    @TempDir
    private Path folder;

    private String shown(FakeNode root, Request request, String path) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        FrameWriter frames = new FrameWriter(bytes);
        FileVerbs verbs = new FileVerbs(request, frames, Limits.STANDARD);
        verbs.run(root, path);
        frames.done();
        damaged = verbs.damaged();
        StringWriter text = new StringWriter();
        try (PrintWriter out = new PrintWriter(text);
                FolderSink files = new FolderSink(folder.resolve("copy"))) {
            new Receiver(new FrameReader(new ByteArrayInputStream(bytes.toByteArray())), notes::add)
                    .receive(new TextAndFiles(new TextSink(out), files));
        }
        return text.toString();
    }

    private static Request json(String verb) {
        return Request.to(verb).and("output", "json");
    }

    private static FakeNode partlyDamaged() {
        return FakeNode.folder()
                .with("a", FakeNode.file("first"))
                .with("bad", FakeNode.damagedFile("x".repeat(1000)))
                .with("broken", FakeNode.damagedLink())
                .with("folder", FakeNode.folder().with("z", FakeNode.file("last")));
    }

    @Test
    void ofADamagedFolderTheRestIsCopied() throws IOException {
        shown(partlyDamaged(), Request.to("get"), "/");
        assertThat(folder.resolve("copy/a")).hasContent("first");
        assertThat(folder.resolve("copy/folder/z")).hasContent("last");
        assertThat(folder.resolve("copy/bad")).doesNotExist();
        assertThat(damaged).isEqualTo(2);
        assertThat(notes).hasSize(2).allMatch(note -> note.contains("fake block at byte 4096: its checksum is wrong"));
        assertThat(notes).anyMatch(note -> note.startsWith("/bad cannot")).anyMatch(note -> note.startsWith("/broken"));
    }

    @Test
    void aDamagedFileThatIsAskedForIsAnError() {
        assertThatThrownBy(() -> shown(partlyDamaged(), Request.to("get"), "/bad"))
                .isInstanceOf(CorruptFileSystemException.class);
    }

    @Test
    void ofADamagedFolderTheRestIsListed() throws IOException {
        assertThat(shown(partlyDamaged(), Request.to("ls").and("long", "yes"), "/"))
                .contains(" a\n", " bad\n", " folder\n")
                .doesNotContain("broken");
        assertThat(damaged).isOne();
        assertThat(shown(partlyDamaged(), Request.to("tree"), "/")).contains("└── folder\n    └── z\n");
        assertThat(shown(partlyDamaged(), Request.to("sha256"), "/"))
                .contains("  /a\n", "  /folder/z\n")
                .doesNotContain("bad");
    }

    @ParameterizedTest
    @ValueSource(strings = {"get", "sha256", "find", "tree"})
    void whatIsTooDeepIsNotLeftOutInSilence(String verb) throws IOException {
        FakeNode top = FakeNode.folder().with("file", FakeNode.file("deep"));
        for (int depth = 0; depth < 200; depth++) {
            top = FakeNode.folder().with("f", top);
        }
        shown(top, Request.to(verb), "/");
        assertThat(damaged).isOne();
        assertThat(notes).singleElement().asString().contains("it is 128 folders deep");
    }

    @Test
    void aNameThatIsThereTwiceSpoilsNothing() throws IOException {
        FakeNode top = FakeNode.folder()
                .with("x", FakeNode.file("first"))
                .with("x", FakeNode.file("second"))
                .with("y", FakeNode.file("other"));
        shown(top, Request.to("get"), "/");
        assertThat(folder.resolve("copy/x")).hasContent("first");
        assertThat(folder.resolve("copy/y")).hasContent("other");
        assertThat(damaged).isOne();
    }

    @Test
    void aFolderInsideItselfEnds() throws IOException {
        FakeNode top = FakeNode.folder();
        top.with("again", top).with("y", FakeNode.file("other"));
        assertThat(shown(top, Request.to("find"), "/")).isEqualTo("/\n/again\n/y\n");
        assertThat(damaged).isOne();
    }

    @Test
    void whoeverAsksForLessDepthIsNotToldOfTheRest() throws IOException {
        FakeNode top = FakeNode.folder().with("f", FakeNode.folder().with("g", FakeNode.file("")));
        assertThat(shown(top, Request.to("find").and("depth", "1"), "/")).isEqualTo("/\n/f\n");
        assertThat(damaged).isZero();
    }

    @Test
    void namesMoveNoCursorAndTakeOneLine() throws IOException {
        FakeNode top = FakeNode.folder()
                .with("line\nbreak", FakeNode.file(""))
                .with("red\033[31m", FakeNode.file(""))
                .with("csi\u009b31m", FakeNode.file(""))
                .with("right\u202eleft", FakeNode.file(""))
                .with("byte\udce4", FakeNode.link("to\033[2J\nme"));
        String plain = shown(top, Request.to("ls"), "/");
        assertThat(plain.lines())
                .containsExactly("byte\\xe4", "csi\\x9b31m", "line\\x0abreak", "red\\x1b[31m", "right\\u202eleft");
        for (String verb : List.of("ls", "find", "tree")) {
            String text = shown(top, Request.to(verb).and("long", "yes"), "/");
            assertThat(text.lines().count()).isLessThanOrEqualTo(6);
            assertThat(text).doesNotContain("\033", "\u009b", "\u202e").contains("byte\\xe4");
        }
    }

    @Test
    void namesAreTheSameInJson() throws IOException {
        FakeNode top = FakeNode.folder()
                .with("line\nbreak \"quoted\" \\x41", FakeNode.file(""))
                .with("csi\u009b31m\u202e\ud83d\udc80", FakeNode.file(""))
                .with("byte\udce4", FakeNode.file(""));
        for (String verb : List.of("ls", "find", "tree", "sha256")) {
            List<String> paths = new ArrayList<>();
            for (JsonNode file : JSON.readTree(shown(top, json(verb), "/")).path("files")) {
                paths.add(file.path("path").asString());
            }
            assertThat(paths)
                    .contains("/line\nbreak \"quoted\" \\x41", "/csi\u009b31m\u202e\ud83d\udc80", "/byte\udce4");
        }
        assertThat(shown(FakeNode.folder(), json("ls"), "/")).isEqualTo("{\n  \"files\": []\n}\n");
    }

    @Test
    void whatAListingShowsIsAPath() throws IOException {
        FakeNode top = FakeNode.folder()
                .with("byte\udce4", FakeNode.folder().with("line\nbreak\u200d", FakeNode.file("found")))
                .with("odd\\x41", FakeNode.file("itself"));
        assertThat(shown(top, Request.to("stat"), "/byte\\xe4/line\\x0abreak\\u200d"))
                .contains("path       /byte\\xe4/line\\x0abreak\\u200d\n");
        assertThat(shown(top, Request.to("ls"), "/byte\\xe4")).isEqualTo("line\\x0abreak\\u200d\n");
        assertThat(shown(top, Request.to("stat"), "/./odd\\x41")).contains("path       /odd\\x41\n");
    }

    /** FAT has names of up to 765 bytes, and archives have any. */
    @Test
    void whatCanHaveNoNameHereIsToldAndLeftOut() throws IOException {
        String longName = "日".repeat(100);
        FakeNode top = FakeNode.folder()
                .with(longName, FakeNode.folder().with("inside", FakeNode.file("x")))
                .with("nowhere", FakeNode.link(""))
                .with("far", FakeNode.link("x".repeat(5000)))
                .with("z", FakeNode.file("last"));
        shown(top, Request.to("get"), "/");
        assertThat(folder.resolve("copy/z")).hasContent("last");
        assertThat(damaged).isEqualTo(3);
        assertThat(notes).anyMatch(note -> note.contains("its name has 300 bytes"));
    }

    @Test
    void aTimeBeyondAllYearsIsShown() throws IOException {
        FakeNode top = FakeNode.folder().with("x", FakeNode.fileOf(Instant.MAX));
        assertThat(shown(top, Request.to("ls").and("long", "yes"), "/")).contains("+1000000000-12-31");
        assertThat(shown(top, json("ls"), "/")).contains("+1000000000-12-31");
    }

    @Test
    void theSameBytesComeOut() throws IOException {
        StringBuilder text = new StringBuilder();
        for (int i = 0; i < 300_000; i++) {
            text.append(Names.printable(Integer.toString(i)));
        }
        shown(FakeNode.folder().with("big", FakeNode.file(text.toString())), Request.to("get"), "/big");
        assertThat(Files.readString(folder.resolve("copy"), StandardCharsets.UTF_8))
                .isEqualTo(text.toString());
    }
}
