package htg.store.extract;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import htg.common.DataSize;
import htg.common.HtgException;
import htg.store.frame.Frame;
import htg.store.frame.Frame.Kind;
import htg.store.frame.FrameException;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import org.junit.jupiter.api.Test;

class StreamSinkTest {
    private final ByteArrayOutputStream out = new ByteArrayOutputStream();
    private final StreamSink sink = new StreamSink(out, new DataSize(1000));

    private void begin(Kind kind, long size) throws IOException {
        sink.begin(new Frame.Begin(kind, "", "", size, 0644, 0));
    }

    @Test
    void writesHolesAsZeros() throws IOException {
        begin(Kind.FILE, 6);
        sink.data(2, new byte[] {1, 2});
        sink.end();
        sink.done();
        assertThat(out.toByteArray()).containsExactly(0, 0, 1, 2, 0, 0);
    }

    /** A file of a few bytes on the disk may be one of 8 EiB. */
    @Test
    void aHoleIsNoLongerThanIsAllowed() throws IOException {
        begin(Kind.FILE, Long.MAX_VALUE);
        assertThatThrownBy(sink::end)
                .isInstanceOf(HtgException.class)
                .hasMessageContaining("More than 1000 B came out of the image");
        assertThat(out.size()).isLessThanOrEqualTo(1000);
    }

    @Test
    void severalFilesAreNoLongerThanIsAllowed() throws IOException {
        begin(Kind.FILE, 600);
        sink.end();
        begin(Kind.FILE, 600);
        assertThatThrownBy(sink::end).isInstanceOf(HtgException.class);
    }

    @Test
    void takesFilesOnlyAndInOrder() throws IOException {
        assertThatThrownBy(() -> begin(Kind.LINK, 0)).isInstanceOf(FrameException.class);
        assertThatThrownBy(() -> sink.data(0, new byte[1])).isInstanceOf(FrameException.class);
        assertThatThrownBy(sink::end).isInstanceOf(FrameException.class);
        begin(Kind.FILE, 10);
        assertThatThrownBy(() -> begin(Kind.FILE, 1)).isInstanceOf(FrameException.class);
        sink.data(5, new byte[2]);
        assertThatThrownBy(() -> sink.data(6, new byte[2])).isInstanceOf(FrameException.class);
        assertThatThrownBy(() -> sink.data(9, new byte[2])).isInstanceOf(FrameException.class);
    }

    @Test
    void aFileThatIsNotCompleteIsNoSuccess() throws IOException {
        begin(Kind.FILE, 10);
        sink.data(0, new byte[2]);
        assertThatThrownBy(sink::done).isInstanceOf(FrameException.class);
    }
}
