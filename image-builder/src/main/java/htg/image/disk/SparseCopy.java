package htg.image.disk;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

/** Copies a file, or a part of it, into a place of a new, empty one; runs of zeros stay holes. */
public final class SparseCopy {
    private static final int BLOCK = 64 << 10;
    private static final ByteBuffer ZEROS = ByteBuffer.allocate(BLOCK).asReadOnlyBuffer();

    private SparseCopy() {}

    /** Returns how many bytes were written; the rest of the source was zeros. */
    public static long into(FileChannel target, long position, Path source) throws IOException {
        try (FileChannel from = FileChannel.open(source, StandardOpenOption.READ)) {
            return copy(target, position, from, 0, from.size());
        }
    }

    /** As {@link #into(FileChannel, long, Path)}, of {@code length} bytes from byte {@code start} on. */
    public static long into(FileChannel target, long position, Path source, long start, long length)
            throws IOException {
        try (FileChannel from = FileChannel.open(source, StandardOpenOption.READ)) {
            return copy(target, position, from, start, start + length);
        }
    }

    private static long copy(FileChannel target, long position, FileChannel from, long start, long end)
            throws IOException {
        ByteBuffer block = ByteBuffer.allocateDirect(BLOCK);
        long written = 0;
        for (long at = start; at < end; at += block.limit()) {
            readBlock(from, at, (int) Math.min(BLOCK, end - at), block);
            if (block.mismatch(ZEROS.duplicate().limit(block.limit())) >= 0) {
                written += writeFully(target, position + at - start, block);
                block.rewind();
            }
        }
        return written;
    }

    private static void readBlock(FileChannel from, long at, int length, ByteBuffer block) throws IOException {
        block.clear().limit(length);
        while (block.hasRemaining()) {
            if (from.read(block, at + block.position()) < 0) {
                throw new IOException("the file became shorter while it was copied");
            }
        }
        block.flip();
    }

    private static long writeFully(FileChannel target, long at, ByteBuffer block) throws IOException {
        long position = at;
        while (block.hasRemaining()) {
            position += target.write(block, position);
        }
        return position - at;
    }
}
