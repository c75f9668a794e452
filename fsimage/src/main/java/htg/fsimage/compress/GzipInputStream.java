package htg.fsimage.compress;

import htg.fsimage.volume.CorruptFileSystemException;
import htg.fsimage.volume.UnsupportedFormatException;
import java.io.IOException;
import java.io.InputStream;
import java.util.zip.CRC32;
import java.util.zip.DataFormatException;
import java.util.zip.Inflater;

/**
 * What a .gz file holds (RFC 1952): one member or several, and zeros behind them. All checksums are verified; data is handed out before
 * the check of its member was seen, so only what was read to its end is known to be whole. Not safe for several threads.
 *
 * <p>The JDK's reader takes a damaged header of another member for the end.
 */
public final class GzipInputStream extends PackedInputStream {
    private static final int CAPACITY = 64 << 10;
    private static final int FIRST = 0x1F;
    private static final int SECOND = 0x8B;
    private static final int DEFLATE = 8;
    private static final int HEADER_SUM = 0x02;
    private static final int EXTRA = 0x04;
    private static final int NAME = 0x08;
    private static final int COMMENT = 0x10;
    private static final int RESERVED = 0xE0;

    private final InputStream source;
    private final Inflater inflater = new Inflater(true);
    private final CRC32 sum = new CRC32();
    private final byte[] packed = new byte[CAPACITY];
    private int at;
    private int end;
    private boolean inMember;
    private boolean any;
    private boolean followed;

    /** Reads nothing yet. Closing it closes the source. */
    public GzipInputStream(InputStream source) {
        this.source = source;
    }

    /** Once all was read: whether something is behind the last member that is no member, and was left out. */
    public boolean followed() {
        return followed;
    }

    @Override
    int piece(byte[] into, int offset, int length) throws IOException {
        while (inMember || nextMember()) {
            int count = inflate(into, offset, length);
            if (count > 0) {
                sum.update(into, offset, count);
                return count;
            }
            finish();
        }
        return -1;
    }

    /** As much as there is; 0 at the end of a member. */
    private int inflate(byte[] into, int offset, int length) throws IOException {
        try {
            int count = inflater.inflate(into, offset, length);
            while (count == 0 && !inflater.finished()) {
                requireByte();
                inflater.setInput(packed, at, end - at);
                at = end;
                count = inflater.inflate(into, offset, length);
            }
            return count;
        } catch (DataFormatException damaged) {
            throw corrupt("it cannot be unpacked: " + damaged.getMessage());
        }
    }

    private void finish() throws IOException {
        at = end - inflater.getRemaining();
        inMember = false;
        long expected = sum.getValue();
        long size = inflater.getBytesWritten() & 0xFFFF_FFFFL;
        require(u32() == expected, "its content fails its checksum");
        require(u32() == size, "its content is not as long as it says");
    }

    /** Goes on to the data of the next member; false where there is none. */
    private boolean nextMember() throws IOException {
        int first = next();
        while (first == 0 && any) {
            first = next();
        }
        if (any && first != FIRST) {
            followed = first >= 0;
            return false;
        }
        sum.reset();
        sum.update(FIRST);
        require(first == FIRST && u8() == SECOND, "a member does not begin as one");
        any = true;
        header();
        inflater.reset();
        sum.reset();
        inMember = true;
        return true;
    }

    private void header() throws IOException {
        int method = u8();
        int flags = u8();
        if (method != DEFLATE || (flags & RESERVED) != 0) {
            throw new UnsupportedFormatException(
                    "gzip members of method %d with the flags %02x are not read".formatted(method, flags));
        }
        // When and where it was made.
        u32();
        u16();
        if ((flags & EXTRA) != 0) {
            for (int left = u16(); left > 0; left--) {
                u8();
            }
        }
        if ((flags & NAME) != 0) {
            skipText();
        }
        if ((flags & COMMENT) != 0) {
            skipText();
        }
        if ((flags & HEADER_SUM) != 0) {
            long expected = sum.getValue() & 0xFFFF;
            require(u16() == expected, "the header of a member fails its checksum");
        }
    }

    private void skipText() throws IOException {
        int letter = u8();
        while (letter != 0) {
            letter = u8();
        }
    }

    private long u32() throws IOException {
        long low = u16();
        return low | ((long) u16() << 16);
    }

    private int u16() throws IOException {
        int low = u8();
        return low | (u8() << 8);
    }

    private int u8() throws IOException {
        requireByte();
        sum.update(packed[at]);
        return Byte.toUnsignedInt(packed[at++]);
    }

    /** The next byte, -1 at the end. */
    private int next() throws IOException {
        return at < end || fill() ? u8() : -1;
    }

    private void requireByte() throws IOException {
        require(at < end || fill(), "it is cut off");
    }

    private boolean fill() throws IOException {
        at = 0;
        end = Math.max(0, source.read(packed, 0, CAPACITY));
        return end > 0;
    }

    private static void require(boolean sound, String problem) throws CorruptFileSystemException {
        if (!sound) {
            throw corrupt(problem);
        }
    }

    private static CorruptFileSystemException corrupt(String problem) {
        return new CorruptFileSystemException("gzip stream", -1, problem);
    }

    @Override
    public void close() throws IOException {
        inflater.end();
        source.close();
    }
}
