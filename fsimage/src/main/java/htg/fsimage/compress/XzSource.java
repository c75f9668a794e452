package htg.fsimage.compress;

import htg.fsimage.volume.CorruptFileSystemException;
import java.io.IOException;
import java.io.InputStream;
import java.util.zip.CRC32;

/** What a .xz file is read from: bytes and the format's numbers, counted and summed. Larger pieces are read as a stream. */
final class XzSource extends PackedInputStream {
    private final InputStream source;
    private final CRC32 sum = new CRC32();
    private long count;

    XzSource(InputStream source) {
        this.source = source;
    }

    @Override
    int piece(byte[] into, int offset, int length) throws IOException {
        int read = source.read(into, offset, length);
        count += Math.max(0, read);
        return read;
    }

    /** Bytes read so far. */
    long count() {
        return count;
    }

    /** The next byte, -1 at the end. */
    int next() throws IOException {
        int value = source.read();
        if (value >= 0) {
            count++;
            sum.update(value);
        }
        return value;
    }

    int u8() throws IOException {
        int value = next();
        if (value < 0) {
            throw corrupt("it is cut off");
        }
        return value;
    }

    byte[] exactly(int length) throws IOException {
        byte[] bytes = readNBytes(length);
        if (bytes.length < length) {
            throw corrupt("it is cut off");
        }
        sum.update(bytes);
        return bytes;
    }

    /** A number of up to 63 bits, seven a byte, the least significant first. */
    long number() throws IOException {
        long value = 0;
        for (int shift = 0; shift < 63; shift += 7) {
            int next = u8();
            value |= (long) (next & 0x7F) << shift;
            if (next < 0x80) {
                if (next == 0 && shift > 0) {
                    break;
                }
                return value;
            }
        }
        throw corrupt("a number has too many bytes");
    }

    /** Begins a sum over what comes. */
    void startSum() {
        sum.reset();
    }

    /** The CRC32 of what came since {@link #startSum}. */
    long sum() {
        return sum.getValue();
    }

    /** Reads a CRC32 and compares it with what came since {@link #startSum}. */
    void requireSum(String what) throws IOException {
        long expected = sum.getValue();
        long stored = 0;
        for (int shift = 0; shift < 32; shift += 8) {
            stored |= (long) u8() << shift;
        }
        require(stored == expected, what + " fails its checksum");
    }

    /** Passes over zeros up to a multiple of four bytes from {@code start}. */
    void padding(long start) throws IOException {
        while ((count - start) % 4 != 0) {
            require(u8() == 0, "its padding is not zero");
        }
    }

    static void require(boolean sound, String problem) throws CorruptFileSystemException {
        if (!sound) {
            throw corrupt(problem);
        }
    }

    static CorruptFileSystemException corrupt(String problem) {
        return new CorruptFileSystemException("xz stream", -1, problem);
    }

    @Override
    public void close() throws IOException {
        source.close();
    }
}
