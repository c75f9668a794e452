package htg.fsimage.compress;

import htg.fsimage.volume.UnsupportedFormatException;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.List;

/**
 * What a block of a .xz stream says before its data (.xz file format, section 3.1).
 *
 * @param length bytes of the header
 * @param packed bytes of the packed data, -1 where it does not say
 * @param unpacked bytes of the data, -1 where it does not say
 * @param filters what was done to the data, first to last
 */
record XzBlockHeader(int length, long packed, long unpacked, List<Filter> filters) {
    private static final int LZMA2 = 0x21;
    private static final int RESERVED = 0x3C;
    private static final int MOST_PROPERTIES = 1024;

    /** A filter and what it was told. */
    static final class Filter {
        private final long id;
        private final byte[] properties;

        Filter(long id, byte[] properties) {
            this.id = id;
            this.properties = properties;
        }
    }

    /** Reads what follows the first byte, which is {@code size}. */
    static XzBlockHeader read(XzSource source, int size) throws IOException {
        int length = (size + 1) * 4;
        long start = source.count() - 1;
        int flags = source.u8();
        if ((flags & RESERVED) != 0) {
            throw new UnsupportedFormatException("xz blocks with the flags %02x are not read".formatted(flags));
        }
        long packed = (flags & 0x40) != 0 ? source.number() : -1;
        long unpacked = (flags & 0x80) != 0 ? source.number() : -1;
        List<Filter> filters = new ArrayList<>();
        for (int i = 0; i <= (flags & 3); i++) {
            long id = source.number();
            long properties = source.number();
            XzSource.require(properties <= MOST_PROPERTIES, "a filter has " + properties + " bytes of properties");
            filters.add(new Filter(id, source.exactly((int) properties)));
        }
        long used = source.count() - start;
        XzSource.require(used <= length - 4, "a block's header is longer than it says");
        for (byte zero : source.exactly((int) (length - 4 - used))) {
            XzSource.require(zero == 0, "a block's header has something behind its filters");
        }
        source.requireSum("a block's header");
        return new XzBlockHeader(length, packed, unpacked, filters);
    }

    /** The data, unpacked and with what the filters did undone. */
    InputStream open(InputStream source, int dictionary, int expected) throws IOException {
        Filter last = filters.get(filters.size() - 1);
        if (last.id != LZMA2) {
            throw new UnsupportedFormatException("xz filter %02x as the last is not read".formatted(last.id));
        }
        InputStream stream = new Lzma2InputStream(source, window(last.properties, dictionary, expected));
        for (int i = filters.size() - 2; i >= 0; i--) {
            stream = Filters.undo(filters.get(i).id, filters.get(i).properties, stream);
        }
        return stream;
    }

    private LzmaWindow window(byte[] properties, int dictionary, int expected) throws IOException {
        XzSource.require(properties.length == 1 && properties[0] >= 0 && properties[0] <= 40, "no such dictionary");
        int bits = properties[0];
        long size = bits == 40 ? 0xFFFFFFFFL : (2L | (bits & 1)) << (bits / 2 + 11);
        int likely = unpacked < 0 ? expected : (int) Math.min(unpacked, expected);
        return new LzmaWindow(size, dictionary, likely);
    }
}
