package htg.fsimage.testkit;

import htg.fsimage.volume.Volume;
import java.io.IOException;
import java.nio.ByteBuffer;

/** Counts what is read of another volume. */
public final class CountingVolume implements Volume {
    private final Volume volume;
    private long bytes;

    public CountingVolume(Volume volume) {
        this.volume = volume;
    }

    /** How many bytes were read. */
    public long bytes() {
        return bytes;
    }

    /** Begins to count again. */
    public void forget() {
        bytes = 0;
    }

    @Override
    public long size() {
        return volume.size();
    }

    @Override
    public void read(long offset, ByteBuffer into) throws IOException {
        bytes += into.remaining();
        volume.read(offset, into);
    }

    @Override
    public void close() throws IOException {
        volume.close();
    }
}
