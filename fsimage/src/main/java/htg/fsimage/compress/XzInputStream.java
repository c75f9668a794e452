package htg.fsimage.compress;

import htg.fsimage.volume.UnsupportedFormatException;
import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * What a .xz file holds (The .xz file format, version 1.1.0): one stream or several, with padding between them. All checksums are
 * verified; data is handed out before the check of its block was seen, so only what was read to its end is known to be whole. Not
 * safe for several threads.
 */
public final class XzInputStream extends PackedInputStream {
    private static final byte[] MAGIC = {(byte) 0xFD, '7', 'z', 'X', 'Z', 0};
    private static final byte[] END_MAGIC = {'Y', 'Z'};

    private final XzSource source;
    private final int dictionary;
    private final int expected;
    private XzIndexSum blocks = new XzIndexSum();
    private int check;
    private boolean inStream;
    private boolean any;
    private @Nullable XzBlock block;

    /**
     * Reads nothing yet. Closing it closes the source.
     *
     * @param dictionary how many bytes may be kept in memory for the data to repeat; more than that is a {@link
     *     htg.fsimage.volume.LimitExceededException} as soon as it is needed
     */
    public XzInputStream(InputStream source, int dictionary) {
        this(new BufferedInputStream(source, 64 << 10), dictionary, 0);
    }

    XzInputStream(InputStream source, int dictionary, int expected) {
        this.source = new XzSource(source);
        this.dictionary = dictionary;
        this.expected = expected;
    }

    @Override
    int piece(byte[] into, int offset, int length) throws IOException {
        while (inStream || nextStream()) {
            if (block == null && !nextBlock()) {
                continue;
            }
            XzBlock current = java.util.Objects.requireNonNull(block);
            int count = current.read(into, offset, length);
            if (count > 0) {
                return count;
            }
            blocks.add(current.packed(), current.unpacked());
            block = null;
        }
        return -1;
    }

    private boolean nextStream() throws IOException {
        long start = source.count();
        int first = source.next();
        while (first == 0 && any) {
            first = source.next();
        }
        if (first < 0 && any) {
            XzSource.require((source.count() - start) % 4 == 0, "the padding behind it is no multiple of four bytes");
            return false;
        }
        any = true;
        XzSource.require((source.count() - 1 - start) % 4 == 0, "the padding is no multiple of four bytes");
        XzSource.require(
                first == Byte.toUnsignedInt(MAGIC[0])
                        && Arrays.equals(source.exactly(MAGIC.length - 1), Arrays.copyOfRange(MAGIC, 1, MAGIC.length)),
                "it does not begin as one");
        source.startSum();
        check = flags();
        source.requireSum("its header");
        blocks = new XzIndexSum();
        inStream = true;
        return true;
    }

    private int flags() throws IOException {
        byte[] flags = source.exactly(2);
        if (flags[0] != 0 || (flags[1] & 0xF0) != 0) {
            throw new UnsupportedFormatException("xz streams with flags %02x%02x are not read"
                    .formatted(Byte.toUnsignedInt(flags[0]), Byte.toUnsignedInt(flags[1])));
        }
        return flags[1];
    }

    private boolean nextBlock() throws IOException {
        long start = source.count();
        source.startSum();
        int size = source.u8();
        if (size == 0) {
            finish(start);
            return false;
        }
        XzBlockHeader header = XzBlockHeader.read(source, size);
        block = new XzBlock(source, header, XzCheck.of(check), dictionary, expected);
        return true;
    }

    /** Reads the index and the footer. */
    private void finish(long start) throws IOException {
        XzIndexSum index = new XzIndexSum();
        long records = source.number();
        XzSource.require(records == blocks.blocks(), "its index has " + records + " blocks");
        for (long i = 0; i < records; i++) {
            long packed = source.number();
            index.add(packed, source.number());
        }
        XzSource.require(index.matches(blocks), "its index does not describe its blocks");
        source.padding(start);
        source.requireSum("its index");
        long length = source.count() - start;
        footer(length);
        inStream = false;
    }

    private void footer(long indexLength) throws IOException {
        long stored = 0;
        for (int shift = 0; shift < 32; shift += 8) {
            stored |= (long) source.u8() << shift;
        }
        source.startSum();
        byte[] size = source.exactly(4);
        int flags = flags();
        XzSource.require(source.sum() == stored, "its footer fails its checksum");
        long backward = 0;
        for (int i = 3; i >= 0; i--) {
            backward = (backward << 8) | Byte.toUnsignedInt(size[i]);
        }
        XzSource.require((backward + 1) * 4 == indexLength && flags == check, "its footer contradicts it");
        XzSource.require(Arrays.equals(source.exactly(END_MAGIC.length), END_MAGIC), "it does not end as one");
    }

    @Override
    public void close() throws IOException {
        source.close();
    }
}
