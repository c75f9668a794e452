package htg.store.extract;

import htg.store.frame.Frame;
import java.io.IOException;
import java.io.OutputStream;

/** Writes the content of one file after the other into a stream, holes as zeros. */
public final class StreamSink implements Sink {
    private static final int BLOCK = 64 << 10;

    private final OutputStream out;
    private long position;
    private long size = -1;

    public StreamSink(OutputStream out) {
        this.out = out;
    }

    @Override
    public void begin(Frame.Begin begin) throws IOException {
        if (begin.kind() != Frame.Kind.FILE || size >= 0) {
            throw new IOException("the reader sent something else than a file");
        }
        position = 0;
        size = begin.size();
    }

    @Override
    public void data(long offset, byte[] bytes) throws IOException {
        if (offset < position || offset > size - bytes.length) {
            throw new IOException("the reader sent data for another place than the next");
        }
        zerosTo(offset);
        out.write(bytes);
        position += bytes.length;
    }

    @Override
    public void end() throws IOException {
        zerosTo(size);
        out.flush();
        size = -1;
    }

    private void zerosTo(long end) throws IOException {
        byte[] zeros = new byte[(int) Math.min(BLOCK, Math.max(0, end - position))];
        while (position < end) {
            int count = (int) Math.min(zeros.length, end - position);
            out.write(zeros, 0, count);
            position += count;
        }
    }
}
