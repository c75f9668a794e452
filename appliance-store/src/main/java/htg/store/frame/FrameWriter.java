package htg.store.frame;

import java.io.BufferedOutputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;

/** Writes frames. Not safe for several threads at once. */
public final class FrameWriter {
    /** More bytes than this no frame has. */
    public static final int LARGEST = 1 << 20;

    private static final int BUFFER = 256 << 10;
    private static final int PIECE = LARGEST / 4;

    private final DataOutputStream out;

    public FrameWriter(OutputStream stream) {
        this.out = new DataOutputStream(new BufferedOutputStream(stream, BUFFER));
    }

    /** Text of any length, in as many frames as it takes. */
    public void text(String text) throws IOException {
        int at = 0;
        while (at < text.length()) {
            int end = Math.min(text.length(), at + PIECE);
            if (end < text.length() && Character.isHighSurrogate(text.charAt(end - 1))) {
                end--; // a character is not cut in two
            }
            words('T', text.substring(at, end));
            at = end;
        }
    }

    public void note(String sentence) throws IOException {
        words('N', sentence);
    }

    public void begin(Frame.Begin begin) throws IOException {
        out.writeByte('B');
        string(begin.kind().name());
        string(begin.path());
        string(begin.target());
        out.writeLong(begin.size());
        out.writeInt(begin.permissions());
        out.writeLong(begin.modified());
    }

    /** Bytes of the current file, at most {@link #LARGEST}. */
    public void data(long offset, byte[] bytes, int length) throws IOException {
        out.writeByte('D');
        out.writeLong(offset);
        out.writeInt(length);
        out.write(bytes, 0, length);
    }

    public void end() throws IOException {
        out.writeByte('E');
    }

    public void abandoned() throws IOException {
        out.writeByte('A');
    }

    /** Says what failed, and sends all. */
    public void fault(Frame.Fault fault) throws IOException {
        out.writeByte('X');
        string(fault.kind().name());
        string(fault.message());
        string(fault.hint());
        out.flush();
    }

    /** Says that all went well, and sends all. */
    public void done() throws IOException {
        out.writeByte('O');
        out.flush();
    }

    private void words(char type, String text) throws IOException {
        out.writeByte(type);
        string(text);
    }

    /** UTF-16, since names may hold lone surrogates, which UTF-8 has no bytes for. */
    private void string(String text) throws IOException {
        out.writeInt(text.length());
        ByteBuffer bytes = ByteBuffer.allocate(text.length() * Character.BYTES);
        bytes.asCharBuffer().put(text);
        out.write(bytes.array());
    }
}
