package htg.fsimage.volume;

import java.io.IOException;
import java.nio.ByteBuffer;

/** A part of another volume. */
final class RangeVolume implements Volume {
    private final Volume whole;
    private final long start;
    private final long size;

    RangeVolume(Volume whole, long start, long size) {
        this.whole = whole;
        this.start = start;
        this.size = size;
    }

    @Override
    public long size() {
        return size;
    }

    @Override
    public void read(long offset, ByteBuffer into) throws IOException {
        requireRange(offset, into.remaining());
        whole.read(start + offset, into);
    }

    @Override
    public void close() {
        // The whole belongs to whoever opened it.
    }
}
