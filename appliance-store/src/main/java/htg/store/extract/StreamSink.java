package htg.store.extract;

import htg.common.DataSize;
import htg.store.frame.Frame;
import htg.store.frame.FrameException;
import java.io.IOException;
import java.io.OutputStream;

/** Writes the content of one file after the other into a stream, holes as zeros. */
public final class StreamSink implements Sink {
    private static final int BLOCK = 64 << 10;

    private final OutputStream out;
    private final DataSize most;
    private long written;
    private long position;
    private long size = -1;

    /**
     * Writes nothing yet.
     *
     * @param most bytes that are written: a file of a few bytes may have a hole that no disk has room for
     */
    public StreamSink(OutputStream out, DataSize most) {
        this.out = out;
        this.most = most;
    }

    @Override
    public void begin(Frame.Begin begin) throws IOException {
        if (begin.kind() != Frame.Kind.FILE || size >= 0) {
            throw new FrameException("the reader sent something else than a file");
        }
        position = 0;
        size = begin.size();
    }

    @Override
    public void data(long offset, byte[] bytes) throws IOException {
        if (offset < position || offset > size - bytes.length) {
            throw new FrameException("the reader sent data for another place than the next");
        }
        zerosTo(offset);
        write(bytes, bytes.length);
    }

    @Override
    public void end() throws IOException {
        if (size < 0) {
            throw new FrameException("the reader ended a file that it never began");
        }
        zerosTo(size);
        out.flush();
        size = -1;
    }

    /** What was written cannot be taken back. */
    @Override
    public void abandon() throws IOException {
        out.flush();
        size = -1;
    }

    @Override
    public void done() throws IOException {
        if (size >= 0) {
            throw new FrameException("the reader ended in the middle of a file");
        }
    }

    private void zerosTo(long end) throws IOException {
        byte[] zeros = new byte[(int) Math.min(BLOCK, Math.max(0, end - position))];
        while (position < end) {
            write(zeros, (int) Math.min(zeros.length, end - position));
        }
    }

    private void write(byte[] bytes, int count) throws IOException {
        written += count;
        if (written > most.bytes()) {
            throw TooMuch.output(most);
        }
        out.write(bytes, 0, count);
        position += count;
    }
}
