package htg.store.look;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import htg.common.DataSize;
import htg.common.ExitCode;
import htg.common.HtgException;
import htg.common.process.CommandRunner;
import htg.store.confine.Allowance;
import htg.store.extract.Delivery;
import htg.store.extract.FolderSink;
import htg.store.extract.Sink;
import htg.store.extract.TextSink;
import htg.store.frame.Frame;
import htg.store.frame.FrameWriter;
import htg.store.reader.Request;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** What becomes of a reader that errs, was taken over, or met a limit. */
@Timeout(60)
class ImageReaderTest {
    private static final Frame.Begin FILE = new Frame.Begin(Frame.Kind.FILE, "", "", 100, 0644, 0);

    private final List<String> notes = new ArrayList<>();
    private final StringWriter shown = new StringWriter();
    private final Sink text = new TextSink(new PrintWriter(shown, true));
    private Allowance allowance = Allowance.STANDARD;

    @TempDir
    private Path folder;

    private Path image = Path.of("");

    /** Writes frames. */
    @FunctionalInterface
    private interface Script {
        void write(FrameWriter frames) throws IOException;
    }

    @BeforeEach
    void makeAnImage() throws IOException {
        image = Files.writeString(folder.resolve("disk.img"), "an image");
    }

    private static byte[] frames(Script script) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        FrameWriter frames = new FrameWriter(bytes);
        script.write(frames);
        frames.done();
        return bytes.toByteArray();
    }

    private static byte[] without(byte[] frames, int last) {
        return Arrays.copyOf(frames, frames.length - last);
    }

    private void read(CommandRunner runner, Sink sink) {
        new ImageReader(runner, notes::add, allowance, true).read(ImageSource.of(image), Request.to("ls"), sink);
    }

    private HtgException failure(CommandRunner runner, Sink sink) {
        HtgException failure = catchThrowableOfType(HtgException.class, () -> read(runner, sink));
        assertThat(failure).isNotNull();
        assertThat(failure.getMessage() + failure.hint()).hasSizeLessThan(6000).doesNotContain("\033", "\u009b");
        return failure;
    }

    @Test
    void aReaderThatSaysNothingIsEnded() {
        allowance = allowance.waiting(Duration.ofMillis(300));
        HtgException failure = failure(FakeReader.silent(), text);
        assertThat(failure).hasMessageContaining("kept us waiting");
        assertThat(failure.hint()).contains("--cpu-time");
    }

    @Test
    void aReaderThatSaysTooMuchIsEnded() throws IOException {
        allowance = allowance.output(new DataSize(3 << 20));
        byte[] one = without(frames(frames -> frames.text("some words and a line break\n")), 1);
        InputStream endless = new InputStream() {
            private int at;

            @Override
            public int read() {
                return one[at++ % one.length];
            }

            @Override
            public int read(byte[] into, int offset, int length) {
                for (int i = 0; i < length; i++) {
                    into[offset + i] = (byte) read();
                }
                return length;
            }
        };
        HtgException failure = failure(FakeReader.sending(endless), text);
        assertThat(failure).hasMessageContaining("More than 3.0 MiB");
        assertThat(failure.hint()).contains("--max-output");
        assertThat(shown.toString()).startsWith("some words and a line break\nsome words");
    }

    @Test
    void aTerminalIsNotFloodedWithNotes() throws IOException {
        read(
                FakeReader.ending(
                        frames(frames -> {
                            for (int i = 0; i < 50_000; i++) {
                                frames.note("note " + i + "\033[2J");
                            }
                        }),
                        0,
                        ""),
                text);
        assertThat(notes).hasSize(10_001).contains("note 7\\x1b[2J");
    }

    @Test
    void theProcessorsTimeIsTold() {
        HtgException failure = failure(FakeReader.ending(152, ""), text);
        assertThat(failure).hasMessageContaining("more than 30 s of a processor");
        assertThat(failure.hint()).contains("--cpu-time 300");
        assertThat(failure.code()).isEqualTo(ExitCode.FAILED);
    }

    @Test
    void theMemoryIsTold() {
        assertThat(failure(FakeReader.ending(3, "Terminating due to java.lang.OutOfMemoryError"), text))
                .hasMessageContaining("more than 512.0 MiB of memory");
        assertThat(failure(
                        FakeReader.ending(
                                1, "Exception in thread main java.lang.OutOfMemoryError: no buffers\n\tat a.b.C"),
                        text))
                .hasMessageContaining("of memory");
    }

    @Test
    void whoeverKillsItIsNotTakenForALimit() {
        assertThat(failure(FakeReader.ending(137, ""), text))
                .hasMessageContaining("ended by signal 9")
                .hasMessageNotContaining("processor");
    }

    @Test
    void aSystemWithoutUserNamespacesIsUnfit() {
        HtgException failure =
                failure(FakeReader.ending(1, "bwrap: No permissions to create new namespace\033[31m"), text);
        assertThat(failure.code()).isEqualTo(ExitCode.ENVIRONMENT);
        assertThat(failure).hasMessageContaining("No permissions to create");
        assertThat(failure.hint()).contains("user namespaces", "htg-inspect(1)");
    }

    @Test
    void aCallerWithLowerLimitsIsToldSo() {
        HtgException failure =
                failure(FakeReader.ending(1, "prlimit: failed to set the FSIZE resource limit: not permitted"), text);
        assertThat(failure.code()).isEqualTo(ExitCode.ENVIRONMENT);
        assertThat(failure.hint()).contains("ulimit", "--max-output");
    }

    @Test
    void itsLastWordsMoveNoCursor() {
        assertThat(failure(FakeReader.ending(1, "a\033]0;title\007b\u009b31m"), text))
                .hasMessageContaining("a\\x1b]0;title\\x07b\\x9b31m");
    }

    @Test
    void aNameInAnErrorMovesNoCursor() throws IOException {
        Sink full = new Sink() {
            @Override
            public void begin(Frame.Begin begin) throws IOException {
                throw new FileSystemException("/home/\033[2Jx", null, "No space left on device");
            }
        };
        HtgException failure = failure(FakeReader.ending(frames(frames -> frames.begin(FILE)), 0, ""), full);
        assertThat(failure).hasMessageContaining("No space left");
        assertThat(failure.code()).isEqualTo(ExitCode.ENVIRONMENT);
    }

    @Test
    void aLongNameMakesNoLongMessage() throws IOException {
        Frame.Begin begin = new Frame.Begin(Frame.Kind.FILE, "x".repeat(400_000), "", 1, 0644, 0);
        assertThat(failure(
                        FakeReader.ending(frames(frames -> frames.begin(begin)), 0, ""),
                        new FolderSink(folder.resolve("copy"))))
                .hasMessageContaining("does not do what it should");
    }

    @Test
    void whatIsNotAskedForIsRefused() throws IOException {
        assertThat(failure(FakeReader.ending(frames(frames -> frames.begin(FILE)), 0, ""), text))
                .hasMessageContaining("that nobody asked for");
    }

    /** Killed or taken over: what is not complete gets no name. */
    @Test
    void ofAReaderThatEndsInTheMiddleNothingIsKept() throws IOException {
        byte[] half = frames(frames -> {
            frames.begin(FILE);
            frames.data(0, new byte[10], 10);
        });
        requireNothingOf(FakeReader.ending(half, 0, ""), "in the middle of a file");
        for (int cut = 1; cut < 15; cut++) {
            requireNothingOf(FakeReader.ending(without(half, cut), 137, ""), "ended by signal 9");
            requireNothingOf(FakeReader.ending(without(half, cut), 152, ""), "more than 30 s of a processor");
        }
    }

    private void requireNothingOf(FakeReader reader, String message) {
        try (Delivery delivery = Delivery.to(folder.resolve("copy"), "/x", false)) {
            assertThat(failure(reader, delivery.sink())).hasMessageContaining(message);
        }
        assertThat(folder).isDirectoryNotContaining("glob:**/copy").isDirectoryNotContaining("glob:**/.htg*");
    }

    @Test
    void withoutBwrapNothingIsReadUnlessTrusted() {
        CommandRunner none = FakeReader.missing();
        HtgException failure = catchThrowableOfType(
                HtgException.class,
                () -> new ImageReader(none, notes::add, allowance, false)
                        .read(ImageSource.of(image), Request.to("ls"), text));
        assertThat(failure.code()).isEqualTo(ExitCode.ENVIRONMENT);
        assertThat(failure).hasMessageContaining("bwrap");
        assertThat(failure.hint()).contains("bubblewrap", "--trust-image");
    }
}
