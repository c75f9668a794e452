package htg.testvm.block;

import java.io.EOFException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;

/** Moves whole buffers, where channels may move a part. */
final class Transfer {
    private static final ByteBuffer ZEROES = ByteBuffer.allocate(64 << 10).asReadOnlyBuffer();

    private Transfer() {}

    /** Fills {@code target} from a file that holds that much. */
    static void read(FileChannel file, long position, ByteBuffer target) throws IOException {
        long from = position;
        while (target.hasRemaining()) {
            int count = file.read(target, from);
            if (count < 0) {
                throw new EOFException("the file ends at byte " + from);
            }
            from += count;
        }
    }

    static void write(FileChannel file, long position, ByteBuffer data) throws IOException {
        long to = position;
        while (data.hasRemaining()) {
            to += file.write(data, to);
        }
    }

    /** Fills the next {@code length} bytes of {@code target} with zeroes. */
    static void zero(ByteBuffer target, int length) {
        int left = length;
        while (left > 0) {
            int count = Math.min(left, ZEROES.capacity());
            target.put(ZEROES.slice(0, count));
            left -= count;
        }
    }

    /** The next {@code length} bytes of {@code buffer}, which moves behind them. */
    static ByteBuffer take(ByteBuffer buffer, int length) {
        ByteBuffer part = buffer.slice(buffer.position(), length);
        buffer.position(buffer.position() + length);
        return part;
    }
}
