package htg.testvm.block;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.Arrays;

/** Short words for what tests do with sources. */
final class Sources {
    private Sources() {}

    static byte[] read(BlockSource source, long offset, int length) throws IOException {
        ByteBuffer target = ByteBuffer.allocate(length);
        source.read(offset, target);
        return target.array();
    }

    static byte[] content(BlockSource source) throws IOException {
        return read(source, 0, (int) source.size().bytes());
    }

    static void write(BlockSource source, long offset, byte... data) throws IOException {
        source.write(offset, ByteBuffer.wrap(data));
    }

    static byte[] filled(int length, int value) {
        byte[] bytes = new byte[length];
        Arrays.fill(bytes, (byte) value);
        return bytes;
    }
}
