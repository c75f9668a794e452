package htg.fsimage.volume;

import java.nio.ByteBuffer;

/** A volume over an array. */
final class MemoryVolume implements Volume {
    private final byte[] bytes;

    MemoryVolume(byte[] bytes) {
        this.bytes = bytes;
    }

    @Override
    public long size() {
        return bytes.length;
    }

    @Override
    public void read(long offset, ByteBuffer into) throws ImageFormatException {
        requireRange(offset, into.remaining());
        into.put(bytes, (int) offset, into.remaining());
    }

    @Override
    public void close() {
        // Nothing to give back.
    }
}
