package htg.store.frame;

import java.io.BufferedInputStream;
import java.io.DataInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.util.Optional;

/** Reads frames of somebody who may have been taken over: whatever does not follow the format is a {@link FrameException}. */
public final class FrameReader {
    private static final int BUFFER = 256 << 10;

    private final DataInputStream in;

    public FrameReader(InputStream stream) {
        this.in = new DataInputStream(new BufferedInputStream(stream, BUFFER));
    }

    /** The next frame; empty at the end of the stream, even where that is in the middle of one: whoever was killed sends no more. */
    public Optional<Frame> next() throws IOException {
        int type = in.read();
        if (type < 0) {
            return Optional.empty();
        }
        try {
            return Optional.of(read((char) type));
        } catch (EOFException cut) {
            return Optional.empty();
        }
    }

    private Frame read(char type) throws IOException {
        return switch (type) {
            case 'T' -> new Frame.Text(string());
            case 'N' -> new Frame.Note(string());
            case 'B' -> begin();
            case 'D' -> data();
            case 'E' -> new Frame.End();
            case 'A' -> new Frame.Abandoned();
            case 'X' -> new Frame.Fault(choice(Frame.FaultKind.values()), string(), string());
            case 'O' -> new Frame.Done();
            default -> throw new FrameException("the reader sent a message of no known kind: " + (int) type);
        };
    }

    private Frame begin() throws IOException {
        Frame.Begin begin = new Frame.Begin(
                choice(Frame.Kind.values()), string(), string(), in.readLong(), in.readInt() & 0777, in.readLong());
        if (begin.size() < 0) {
            throw new FrameException("the reader sent a file of " + begin.size() + " bytes");
        }
        return begin;
    }

    private Frame data() throws IOException {
        long offset = in.readLong();
        byte[] bytes = new byte[length(FrameWriter.LARGEST)];
        if (offset < 0 || offset > Long.MAX_VALUE - bytes.length) {
            throw new FrameException("the reader sent data for offset " + offset);
        }
        in.readFully(bytes);
        return new Frame.Data(offset, bytes);
    }

    private <T extends Enum<T>> T choice(T[] values) throws IOException {
        String name = string();
        for (T value : values) {
            if (value.name().equals(name)) {
                return value;
            }
        }
        throw new FrameException("the reader sent a value of no known kind");
    }

    private String string() throws IOException {
        byte[] bytes = new byte[length(FrameWriter.LARGEST / Character.BYTES) * Character.BYTES];
        in.readFully(bytes);
        return ByteBuffer.wrap(bytes).asCharBuffer().toString();
    }

    private int length(int most) throws IOException {
        int length = in.readInt();
        if (length < 0 || length > most) {
            throw new FrameException("the reader sent a message of " + length + " bytes");
        }
        return length;
    }
}
