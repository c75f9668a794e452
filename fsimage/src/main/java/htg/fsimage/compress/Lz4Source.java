package htg.fsimage.compress;

import htg.fsimage.volume.CorruptFileSystemException;
import java.io.IOException;
import java.io.InputStream;
import java.io.PushbackInputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;

/** What frames are read from: little-endian numbers and bytes. */
final class Lz4Source {
    private final PushbackInputStream source;

    Lz4Source(InputStream source) {
        this.source = new PushbackInputStream(source, 4);
    }

    boolean atEnd() throws IOException {
        int next = source.read();
        if (next >= 0) {
            source.unread(next);
        }
        return next < 0;
    }

    void exactly(byte[] into, int offset, int length) throws IOException {
        if (source.readNBytes(into, offset, length) < length) {
            throw new CorruptFileSystemException("LZ4 frame", -1, "it is cut off");
        }
    }

    int s32() throws IOException {
        byte[] bytes = new byte[4];
        exactly(bytes, 0, 4);
        return ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN).getInt();
    }

    static long bits64(byte[] bytes, int at) {
        return ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN).getLong(at);
    }

    /** Puts a number back. */
    void unread(int number) throws IOException {
        source.unread(ByteBuffer.allocate(4)
                .order(ByteOrder.LITTLE_ENDIAN)
                .putInt(0, number)
                .array());
    }

    void skip(long count) throws IOException {
        byte[] piece = new byte[4096];
        for (long left = count; left > 0; ) {
            int length = (int) Math.min(left, piece.length);
            exactly(piece, 0, length);
            left -= length;
        }
    }

    void close() throws IOException {
        source.close();
    }
}
