package htg.fsimage.fs;

import java.io.IOException;
import java.nio.ByteBuffer;

/** The bytes of a file, readable at any place. Holes read as zeros. Not safe for several threads at once. */
public interface Content {
    /** In bytes. */
    long size();

    /**
     * Reads at least one byte, and no more than fit into the buffer or are left of the file.
     *
     * @param offset from the start of the file, less than {@link #size}
     * @return how many bytes were put into the buffer
     * @throws htg.fsimage.volume.CorruptFileSystemException when these bytes cannot be had, or are known to be damaged
     */
    int read(long offset, ByteBuffer into) throws IOException;

    /**
     * What lies at a place: data or a hole, and where that ends.
     *
     * @param offset from the start of the file, less than {@link #size}
     */
    default Run run(long offset) throws IOException {
        return new Run(size(), false);
    }

    /**
     * A part of a file.
     *
     * @param end the first byte that is not in it, behind where it was asked for and not behind the file's end
     * @param hole whether nothing was ever written there, so that it reads as zeros
     */
    record Run(long end, boolean hole) {}
}
