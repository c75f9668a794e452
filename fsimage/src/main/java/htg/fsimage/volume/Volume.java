package htg.fsimage.volume;

import java.io.Closeable;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.LinkOption;
import java.nio.file.Path;

/**
 * A fixed number of bytes that can be read at any offset, and never written. Implementations are safe for use by several
 * threads at once.
 */
public interface Volume extends Closeable {
    /** No single structure is read in pieces larger than this; a size field that asks for more is a lie or an attack. */
    int LARGEST_READ = 16 << 20;

    /** Size in bytes; what lies beyond cannot be read. */
    long size();

    /**
     * Fills the buffer from {@code offset}.
     *
     * @throws ImageFormatException when the volume ends before the buffer is full
     */
    void read(long offset, ByteBuffer into) throws IOException;

    /**
     * Reads {@code length} bytes at {@code offset}. The bounds are checked before anything is allocated.
     *
     * @throws ImageFormatException when the range leaves the volume or is longer than {@link #LARGEST_READ}
     */
    default byte[] read(long offset, int length) throws IOException {
        if (length > LARGEST_READ) {
            throw new ImageFormatException("refusing to read " + length + " bytes in one piece");
        }
        requireRange(offset, length);
        byte[] bytes = new byte[length];
        read(offset, ByteBuffer.wrap(bytes));
        return bytes;
    }

    /**
     * A view of a part of this volume. Closing it does nothing: the whole belongs to whoever opened it.
     *
     * @throws ImageFormatException when the range leaves this volume
     */
    default Volume range(long offset, long length) throws IOException {
        requireRange(offset, length);
        return new RangeVolume(this, offset, length);
    }

    /** As {@link #range(long, long)}. */
    default Volume range(Extent extent) throws IOException {
        return range(extent.offset(), extent.length());
    }

    /** Throws unless all of the range lies inside this volume. */
    default void requireRange(long offset, long length) throws ImageFormatException {
        if (offset < 0 || length < 0 || length > size() || offset > size() - length) {
            throw new ImageFormatException(
                    length + " bytes at offset " + offset + " leave the volume of " + size() + " bytes");
        }
    }

    /** Opens a file (or a block device) for reading. */
    static Volume open(Path file) throws IOException {
        return FileVolume.open(file);
    }

    /** As {@link #open}, but refuses a symbolic link: for names that come from an image. */
    static Volume openUnlinked(Path file) throws IOException {
        return FileVolume.open(file, LinkOption.NOFOLLOW_LINKS);
    }

    /** A volume over an open file that does not change any more; closing it closes the file. */
    static Volume of(FileChannel file) throws IOException {
        return FileVolume.of(file);
    }

    /** A volume over bytes in memory, which the caller does not change any more. */
    static Volume of(byte[] bytes) {
        return new MemoryVolume(bytes);
    }
}
