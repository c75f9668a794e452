package htg.image.inspect;

import htg.common.process.Command;
import htg.common.process.CommandRunner;
import htg.common.process.ZstdStream;
import htg.fsimage.volume.ImageFormatException;
import java.io.BufferedInputStream;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.util.zip.GZIPInputStream;
import org.apache.commons.compress.compressors.xz.XZCompressorInputStream;

/**
 * Unpacks what kernels and ramdisks are packed with. All that one unpacker gives has a limit, however little there was of
 * it: a packed file can be a thousand times larger than it looks. Not thread-safe.
 */
final class Unpacker {
    /** Two kernels with their ramdisks are a tenth of it. */
    private static final long MOST = 2L << 30;

    private static final int ZSTD = 0x28B52FFD;
    private static final int GZIP = 0x1F8B;
    private static final long XZ = 0xFD377A585A00L;
    private static final int MAGIC = 6;
    private static final int XZ_MEMORY_KIB = 96 << 10;

    private final CommandRunner runner;
    private final Command zstd;
    private long left = MOST;

    /**
     * Unpacks nothing yet.
     *
     * @param zstd what starts that program, without options
     */
    Unpacker(CommandRunner runner, Command zstd) {
        this.runner = runner;
        this.zstd = zstd;
    }

    /**
     * What is in a packed stream, or the stream itself when it is not packed. Closing it leaves the stream open.
     *
     * @throws ImageFormatException also from reading, when there is too much of it
     */
    InputStream open(InputStream packed) throws IOException {
        BufferedInputStream source = new BufferedInputStream(packed);
        source.mark(MAGIC);
        byte[] start = source.readNBytes(MAGIC);
        source.reset();
        if (start.length < MAGIC) {
            return new Limited(source);
        }
        ByteBuffer magic = ByteBuffer.wrap(start);
        if (magic.getInt(0) == ZSTD) {
            return new Limited(ZstdStream.of(runner, zstd, source));
        } else if (magic.getInt(0) >>> 16 == GZIP) {
            return new Limited(new GZIPInputStream(source));
        } else if ((Integer.toUnsignedLong(magic.getInt(0)) << 16 | Short.toUnsignedLong(magic.getShort(4))) == XZ) {
            return new Limited(XZCompressorInputStream.builder()
                    .setInputStream(source)
                    .setMemoryLimitKiB(XZ_MEMORY_KIB)
                    .get());
        }
        return new Limited(source);
    }

    /** Counts for all streams together. */
    private final class Limited extends FilterInputStream {
        Limited(InputStream stream) {
            super(stream);
        }

        @Override
        public int read() throws IOException {
            byte[] one = new byte[1];
            return read(one, 0, 1) < 0 ? -1 : Byte.toUnsignedInt(one[0]);
        }

        @Override
        public int read(byte[] into, int offset, int length) throws IOException {
            int count = super.read(into, offset, length);
            left -= Math.max(count, 0);
            if (left < 0) {
                throw new ImageFormatException("there is more packed in it than a stick may have");
            }
            return count;
        }

        @Override
        public long skip(long count) throws IOException {
            return readNBytes((int) Math.min(count, 1 << 16)).length;
        }
    }
}
