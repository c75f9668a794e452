package htg.fsimage.volume;

import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.Objects;

/** The bytes of several extents of a volume, one after the other. Not safe for several threads. */
public final class ExtentInputStream extends InputStream {
    private final Volume volume;
    private final List<Extent> extents;
    private int current;
    private long consumed;

    /** Reads {@code extents} of {@code volume}; closing the stream leaves the volume open. */
    public ExtentInputStream(Volume volume, List<Extent> extents) {
        this.volume = volume;
        this.extents = List.copyOf(extents);
    }

    @Override
    public int read() throws IOException {
        byte[] one = new byte[1];
        return read(one, 0, 1) < 0 ? -1 : Byte.toUnsignedInt(one[0]);
    }

    @Override
    public int read(byte[] into, int offset, int length) throws IOException {
        Objects.checkFromIndexSize(offset, length, into.length);
        if (length == 0) {
            return 0;
        }
        skipFinishedExtents();
        if (current == extents.size()) {
            return -1;
        }
        Extent extent = extents.get(current);
        int count = (int) Math.min(length, extent.length() - consumed);
        volume.read(extent.offset() + consumed, ByteBuffer.wrap(into, offset, count));
        consumed += count;
        return count;
    }

    private void skipFinishedExtents() {
        while (current < extents.size() && consumed == extents.get(current).length()) {
            current++;
            consumed = 0;
        }
    }
}
