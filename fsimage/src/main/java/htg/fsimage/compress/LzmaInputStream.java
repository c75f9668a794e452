package htg.fsimage.compress;

import htg.fsimage.volume.CorruptFileSystemException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;

/**
 * What a file of the old .lzma format holds (LZMA specification, "The .lzma file format"), which old kernels and squashfs use. It has no
 * checksum, so that damage may go unnoticed. What follows it is not looked at, but may have been read from the source. Not safe for
 * several threads.
 */
public final class LzmaInputStream extends PackedInputStream {
    private static final int HEADER = 13;
    private static final int SLICE = 64 << 10;

    private final InputStream source;
    private final LzmaWindow window;
    private final LzmaDecoder decoder;
    /** Bytes still to come; negative where only the end marker says. */
    private long left;

    /**
     * Reads the header.
     *
     * @param dictionary how many bytes may be kept in memory for the data to repeat; more than that is a {@link
     *     htg.fsimage.volume.LimitExceededException} as soon as it is needed
     */
    public LzmaInputStream(InputStream source, int dictionary) throws IOException {
        this(source, dictionary, 0);
    }

    LzmaInputStream(InputStream source, int dictionary, int expected) throws IOException {
        this.source = source;
        byte[] bytes = source.readNBytes(HEADER);
        if (bytes.length < HEADER) {
            throw new CorruptFileSystemException("LZMA data", -1, "it is cut off");
        }
        ByteBuffer header = ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN);
        left = header.getLong(5);
        window = new LzmaWindow(Integer.toUnsignedLong(header.getInt(1)), dictionary, expected);
        RangeDecoder ranges = new RangeDecoder(source);
        decoder = new LzmaDecoder(ranges, window);
        decoder.properties(Byte.toUnsignedInt(bytes[0]));
        ranges.start(Long.MAX_VALUE);
    }

    @Override
    int piece(byte[] into, int offset, int length) throws IOException {
        if (window.empty() && !fill()) {
            return -1;
        }
        return window.take(into, offset, length);
    }

    private boolean fill() throws IOException {
        if (left == 0 || decoder.ended()) {
            return false;
        }
        window.makeRoom();
        int before = window.position;
        int room = Math.min(SLICE, window.bytes.length - before);
        decoder.decode(before + (int) (left < 0 ? room : Math.min(left, room)));
        if (left > 0) {
            left -= window.position - before;
            if (decoder.ended() && left > 0) {
                throw new CorruptFileSystemException("LZMA data", -1, "it ends " + left + " bytes too early");
            }
        }
        return window.position > before;
    }

    @Override
    public void close() throws IOException {
        source.close();
    }
}
