package htg.fsimage.container;

import htg.fsimage.volume.Volume;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.util.Objects;

/** All bytes of a volume, in order, and how many of them were read. Closing it leaves the volume open. */
final class CountedInputStream extends InputStream {
    private final Volume volume;
    private final byte[] ahead = new byte[64 << 10];
    private int given;
    private int kept;
    private long count;

    CountedInputStream(Volume volume) {
        this.volume = volume;
    }

    /** Bytes read so far. */
    long count() {
        return count;
    }

    @Override
    public int read() throws IOException {
        return isAtEnd() ? -1 : Byte.toUnsignedInt(ahead[given++]);
    }

    @Override
    public int read(byte[] into, int offset, int length) throws IOException {
        Objects.checkFromIndexSize(offset, length, into.length);
        if (length == 0) {
            return 0;
        }
        if (isAtEnd()) {
            return -1;
        }
        int some = Math.min(length, kept - given);
        System.arraycopy(ahead, given, into, offset, some);
        given += some;
        return some;
    }

    private boolean isAtEnd() throws IOException {
        if (given == kept && count < volume.size()) {
            kept = (int) Math.min(ahead.length, volume.size() - count);
            volume.read(count, ByteBuffer.wrap(ahead, 0, kept));
            count += kept;
            given = 0;
        }
        return given == kept;
    }
}
