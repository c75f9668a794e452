package htg.fsimage.boot.entry;

import htg.fsimage.fs.Content;
import htg.fsimage.volume.CorruptFileSystemException;
import java.io.IOException;
import java.nio.ByteBuffer;

/** A part of another content. */
public final class Slice implements Content {
    private final Content whole;
    private final long start;
    private final long size;

    /**
     * A part.
     *
     * @throws CorruptFileSystemException when it is not within the whole
     */
    public Slice(Content whole, long start, long size) throws CorruptFileSystemException {
        if (start < 0 || size < 0 || size > whole.size() || start > whole.size() - size) {
            throw new CorruptFileSystemException(
                    "part of a file", start, "its " + size + " bytes leave the file of " + whole.size() + " bytes");
        }
        this.whole = whole;
        this.start = start;
        this.size = size;
    }

    @Override
    public long size() {
        return size;
    }

    @Override
    public int read(long offset, ByteBuffer into) throws IOException {
        int length = (int) Math.min(into.remaining(), size - offset);
        ByteBuffer part = into.slice(into.position(), length);
        int count = whole.read(start + offset, part);
        into.position(into.position() + count);
        return count;
    }

    @Override
    public Run run(long offset) throws IOException {
        Run run = whole.run(start + offset);
        return new Run(Math.min(size, run.end() - start), run.hole());
    }
}
