package htg.fsimage.ext;

import htg.fsimage.fs.Content;
import java.nio.ByteBuffer;

/** The content of a file that is small enough for its inode. */
final class InlineContent implements Content {
    private final byte[] bytes;
    private final long size;

    /** Where the file is larger than its bytes, it ends with a hole: mke2fs keeps files of nothing but holes so. */
    InlineContent(byte[] bytes, long size) {
        this.bytes = bytes;
        this.size = size;
    }

    @Override
    public long size() {
        return size;
    }

    @Override
    public int read(long offset, ByteBuffer into) {
        int count = (int) Math.min(into.remaining(), size - offset);
        int stored = (int) Math.max(0, Math.min(count, bytes.length - offset));
        if (stored > 0) {
            into.put(bytes, (int) offset, stored);
        }
        for (int i = stored; i < count; i++) {
            into.put((byte) 0);
        }
        return count;
    }

    @Override
    public Run run(long offset) {
        return offset < bytes.length ? new Run(bytes.length, false) : new Run(size, true);
    }
}
