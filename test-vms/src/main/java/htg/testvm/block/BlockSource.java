package htg.testvm.block;

import htg.common.DataSize;
import java.io.IOException;
import java.nio.ByteBuffer;

/**
 * A medium: a fixed number of bytes that are read and written at any offset. Offsets and lengths are in bytes and need
 * no alignment.
 *
 * <p>Every source is thread-safe: each call happens as a whole before or after each other call. Two things are bugs of the
 * caller and throw before anything is done: a range that is not inside the medium ({@link IllegalArgumentException}), and
 * a change of a read-only source ({@link java.nio.channels.NonWritableChannelException}). A call that fails with
 * {@link IOException} may have been done in part.
 *
 * <p>Closing a source gives back what it opened itself; a source below it belongs to whoever opened that.
 */
public interface BlockSource extends AutoCloseable {
    DataSize size();

    /** Whether all changes are refused. */
    boolean isReadOnly();

    /** Fills what remains of {@code target}. */
    void read(long offset, ByteBuffer target) throws IOException;

    /** Writes what remains of {@code data}. */
    void write(long offset, ByteBuffer data) throws IOException;

    /** Makes a range read as zeroes. */
    void writeZeroes(long offset, long length) throws IOException;

    /** Gives a range back. It reads as zeroes afterwards, unlike that of a real medium, so that tests are repeatable. */
    default void discard(long offset, long length) throws IOException {
        writeZeroes(offset, length);
    }

    /** Makes sure that a power cut loses nothing of what was written before. */
    void flush() throws IOException;

    @Override
    default void close() {}

    /** Insists that a range lies inside this medium. */
    default void check(long offset, long length) {
        long size = size().bytes();
        if (offset < 0 || length < 0 || offset > size - length) {
            throw new IllegalArgumentException(
                    length + " bytes at offset " + offset + " are not inside a medium of " + size);
        }
    }
}
