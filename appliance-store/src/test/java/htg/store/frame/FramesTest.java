package htg.store.frame;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class FramesTest {
    private static final Frame.Begin BEGIN =
            new Frame.Begin(Frame.Kind.FILE, "a/\udce4", "", 1L << 40, 0640, Long.MIN_VALUE);

    private static byte[] written() throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        FrameWriter writer = new FrameWriter(bytes);
        writer.text("words 日本\n");
        writer.note("a note");
        writer.begin(BEGIN);
        writer.data(7, new byte[] {1, 2, 3, 4}, 3);
        writer.end();
        writer.abandoned();
        writer.fault(new Frame.Fault(Frame.FaultKind.PARTIAL, "message", "hint"));
        writer.done();
        return bytes.toByteArray();
    }

    private static List<Frame> read(byte[] bytes) throws IOException {
        FrameReader reader = new FrameReader(new ByteArrayInputStream(bytes));
        List<Frame> frames = new ArrayList<>();
        for (Optional<Frame> frame = reader.next(); frame.isPresent(); frame = reader.next()) {
            frames.add(frame.get());
        }
        return frames;
    }

    @Test
    void whatIsWrittenIsRead() throws IOException {
        List<Frame> frames = read(written());
        assertThat(frames)
                .hasSize(8)
                .contains(BEGIN, new Frame.Abandoned(), new Frame.Text("words 日本\n"), new Frame.Note("a note"));
        assertThat(frames.get(3)).isInstanceOfSatisfying(Frame.Data.class, data -> {
            assertThat(data.offset()).isEqualTo(7);
            assertThat(data.bytes()).containsExactly(1, 2, 3);
        });
        assertThat(frames.get(6)).isEqualTo(new Frame.Fault(Frame.FaultKind.PARTIAL, "message", "hint"));
        assertThat(frames.get(7)).isEqualTo(new Frame.Done());
    }

    @Test
    void longTextComesInPieces() throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        FrameWriter writer = new FrameWriter(bytes);
        writer.text("x".repeat(3_000_000));
        writer.done();
        long length = read(bytes.toByteArray()).stream()
                .filter(Frame.Text.class::isInstance)
                .mapToLong(frame -> ((Frame.Text) frame).text().length())
                .sum();
        assertThat(length).isEqualTo(3_000_000);
    }

    @Test
    void noCharacterIsCutInTwo() throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        FrameWriter writer = new FrameWriter(bytes);
        String odd = "x" + "\ud83d\udc80".repeat(400_000);
        writer.text(odd);
        writer.done();
        List<Frame> frames = read(bytes.toByteArray());
        assertThat(frames).hasSizeGreaterThan(2);
        for (Frame frame : frames) {
            if (frame instanceof Frame.Text text) {
                assertThat(Character.isLowSurrogate(text.text().charAt(0))).isFalse();
            }
        }
    }

    @Test
    void ofAStreamThatIsCutOffTheWholeFramesAreRead() throws IOException {
        byte[] whole = written();
        List<Frame> all = read(whole);
        for (int length = 0; length < whole.length; length++) {
            List<Frame> frames = read(Arrays.copyOf(whole, length));
            assertThat(frames).hasSizeLessThan(all.size());
            assertThat(frames.stream().<Object>map(Object::getClass).toList())
                    .isEqualTo(all.stream()
                            .limit(frames.size())
                            .<Object>map(Object::getClass)
                            .toList());
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {Integer.MAX_VALUE, Integer.MIN_VALUE, -1, 600_000})
    void noMessageIsLongerThanItMayBe(int length) {
        byte[] bytes = {'T', (byte) (length >> 24), (byte) (length >> 16), (byte) (length >> 8), (byte) length, 0, 0};
        assertThatThrownBy(() -> read(bytes)).isInstanceOf(IOException.class).hasMessageContaining("bytes");
    }

    @Test
    void anythingElseIsAnErrorAndNothingWorse() throws IOException {
        Random random = new Random(1);
        byte[] whole = written();
        for (int round = 0; round < 5000; round++) {
            byte[] damaged = whole.clone();
            for (int i = 0; i <= random.nextInt(4); i++) {
                damaged[random.nextInt(damaged.length)] = (byte) random.nextInt();
            }
            try {
                assertThat(read(damaged)).isNotNull();
            } catch (IOException told) {
                assertThat(told.getMessage()).isNotBlank();
            }
        }
    }
}
