package htg.fsimage.compress;

import java.io.IOException;
import java.io.InputStream;
import java.util.Arrays;

/** The data of one block of a .xz stream, and its end (.xz file format, section 3). */
final class XzBlock {
    private final XzSource source;
    private final XzBlockHeader header;
    private final XzCheck check;
    private final InputStream data;
    private final long start;
    private long packed;
    private long unpacked;

    XzBlock(XzSource source, XzBlockHeader header, XzCheck check, int dictionary, int expected) throws IOException {
        this.source = source;
        this.header = header;
        this.check = check;
        this.start = source.count();
        this.data = header.open(source, dictionary, expected);
    }

    /** Up to so many bytes; -1 at the end, when all of the block was found right. */
    int read(byte[] into, int offset, int length) throws IOException {
        int count = data.read(into, offset, length);
        if (count > 0) {
            check.update(into, offset, count);
            unpacked += count;
        } else {
            finish();
        }
        XzSource.require(header.unpacked() < 0 || unpacked <= header.unpacked(), "a block has more than it says");
        return count;
    }

    private void finish() throws IOException {
        long end = source.count();
        XzSource.require(
                (header.packed() < 0 || header.packed() == end - start)
                        && (header.unpacked() < 0 || header.unpacked() == unpacked),
                "a block is not as large as it says");
        source.padding(start);
        byte[] expected = check.value();
        packed = header.length() + (end - start) + expected.length;
        XzSource.require(Arrays.equals(source.exactly(expected.length), expected), "a block fails its checksum");
    }

    /** Its size as the index has it: without padding. */
    long packed() {
        return packed;
    }

    long unpacked() {
        return unpacked;
    }
}
