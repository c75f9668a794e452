package htg.fsimage.boot.kernel;

import htg.fsimage.compress.Lz4InputStream;
import htg.fsimage.compress.LzmaInputStream;
import htg.fsimage.compress.XzInputStream;
import htg.fsimage.compress.ZstdInputStream;
import htg.fsimage.fs.Content;
import htg.fsimage.fs.ContentInputStream;
import htg.fsimage.fs.Limits;
import htg.fsimage.volume.CorruptFileSystemException;
import htg.fsimage.volume.LimitExceededException;
import htg.fsimage.volume.UnsupportedFormatException;
import java.io.BufferedInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.util.zip.GZIPInputStream;
import java.util.zip.ZipException;

/**
 * Streams of what kernels are made of, unpacked where it is packed. A stream ends early where more of it would take too much memory, and
 * all streams together give no more than a hostile image may have looked at.
 */
final class Unpacker {
    /** What is looked for comes earlier, also in the largest kernels. */
    static final long FARTHEST = 64L << 20;

    private static final long MOST = 256L << 20;
    private static final int BUFFER = 64 << 10;

    private final long memory;
    private long left = MOST;

    Unpacker(Limits limits) {
        this.memory = limits.memory();
    }

    /** The content as it is. */
    InputStream plain(Content content) {
        return new Bounded(new ContentInputStream(content), FARTHEST);
    }

    /**
     * What a content holds that is packed.
     *
     * @param method as {@link Packed#method} names it
     * @throws UnsupportedFormatException when it is none that is unpacked here
     */
    InputStream unpacked(Content content, String method) throws IOException {
        boolean repeats = !method.equals("gzip") && !method.equals("lz4") && !method.equals("lzo");
        // These keep all that came, and while they make room for more, as much again.
        long most = repeats ? Math.min(FARTHEST, memory / 2) : FARTHEST;
        InputStream packed = new BufferedInputStream(new ContentInputStream(content), BUFFER);
        try {
            return new Bounded(open(packed, method, (int) most), most);
        } catch (ZipException | EOFException damaged) {
            throw damaged(damaged);
        }
    }

    private static InputStream open(InputStream packed, String method, int dictionary) throws IOException {
        return switch (method) {
            case "gzip" -> new GZIPInputStream(packed, BUFFER);
            case "zstd" -> new ZstdInputStream(packed, ZstdInputStream.LARGEST_WINDOW);
            case "xz" -> new XzInputStream(packed, dictionary);
            case "lzma" -> new LzmaInputStream(packed, dictionary);
            case "lz4" -> new Lz4InputStream(packed);
            case "lzo" -> new LzopInputStream(packed);
            default -> throw new UnsupportedFormatException("it is packed by " + method + ", which is not unpacked");
        };
    }

    private static CorruptFileSystemException damaged(IOException cause) {
        return new CorruptFileSystemException("packed kernel", -1, "it cannot be unpacked: " + cause.getMessage());
    }

    /** Ends after so many bytes, and tells damage as this library does. */
    private final class Bounded extends InputStream {
        private final InputStream stream;
        private long rest;

        Bounded(InputStream stream, long most) {
            this.stream = stream;
            this.rest = most;
        }

        @Override
        public int read() throws IOException {
            byte[] one = new byte[1];
            return read(one, 0, 1) < 0 ? -1 : Byte.toUnsignedInt(one[0]);
        }

        @Override
        public int read(byte[] into, int offset, int length) throws IOException {
            if (left <= 0) {
                throw new LimitExceededException(
                        "the kernels of the image have more than " + MOST + " bytes to look at");
            }
            try {
                int count = rest == 0 ? -1 : stream.read(into, offset, (int) Math.min(length, rest));
                rest -= Math.max(0, count);
                left -= Math.max(0, count);
                return count;
            } catch (ZipException | EOFException damaged) {
                throw damaged(damaged);
            }
        }

        @Override
        public void close() throws IOException {
            stream.close();
        }
    }
}
