package htg.fsimage.compress;

import java.io.IOException;
import java.io.InputStream;
import java.util.Objects;

/** A stream whose implementations only read pieces. */
abstract class PackedInputStream extends InputStream {
    @Override
    public final int read() throws IOException {
        byte[] one = new byte[1];
        return read(one, 0, 1) < 0 ? -1 : Byte.toUnsignedInt(one[0]);
    }

    @Override
    public final int read(byte[] into, int offset, int length) throws IOException {
        Objects.checkFromIndexSize(offset, length, into.length);
        return length == 0 ? 0 : piece(into, offset, length);
    }

    /** Reads at least one byte; -1 at the end. */
    abstract int piece(byte[] into, int offset, int length) throws IOException;
}
