package htg.fsimage.compress;

import htg.fsimage.volume.CorruptFileSystemException;

/**
 * One of the three kinds of codes in sequences (RFC 8878, section 3.1.1.3.2.1): what each code stands for, and the table in use.
 *
 * <p>A code's value is a base in the upper 32 bits and how many bits to add in the low 8.
 */
final class ZstdCodes {
    private static final int PREDEFINED = 0;
    private static final int SINGLE = 1;
    private static final int DESCRIBED = 2;

    private static final byte[] LITERAL_SHARES = {
        4, 3, 2, 2, 2, 2, 2, 2, 2, 2, 2, 2, 2, 1, 1, 1, 2, 2, 2, 2, 2, 2, 2, 2, 2, 3, 2, 1, 1, 1, 1, 1, -1, -1, -1, -1
    };
    private static final byte[] MATCH_SHARES = {
        1, 4, 3, 2, 2, 2, 2, 2, 2, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1,
        1, 1, 1, 1, 1, 1, 1, 1, 1, -1, -1, -1, -1, -1, -1, -1
    };
    private static final byte[] OFFSET_SHARES = {
        1, 1, 1, 1, 1, 1, 2, 2, 2, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, -1, -1, -1, -1, -1
    };

    /** Bits to add for the codes behind those that stand for one length each. */
    private static final byte[] LITERAL_BITS = {1, 1, 1, 1, 2, 2, 3, 3, 4, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15, 16};

    private static final byte[] MATCH_BITS = {1, 1, 1, 1, 2, 2, 3, 3, 4, 4, 5, 7, 8, 9, 10, 11, 12, 13, 14, 15, 16};
    /** Offsets of 31 bits and more would leave any array. */
    private static final int OFFSETS = 31;

    private final long[] values;
    private final int predefinedLog;
    private final byte[] predefined;
    private final FseTable table;
    private boolean known;

    private ZstdCodes(long[] values, int mostLog, int predefinedLog, byte[] predefined) {
        this.values = values;
        this.predefinedLog = predefinedLog;
        this.predefined = predefined;
        this.table = new FseTable(mostLog);
    }

    static ZstdCodes literalLengths() {
        return new ZstdCodes(lengths(16, 0, LITERAL_BITS), 9, 6, LITERAL_SHARES);
    }

    static ZstdCodes matchLengths() {
        return new ZstdCodes(lengths(32, 3, MATCH_BITS), 9, 6, MATCH_SHARES);
    }

    static ZstdCodes offsets() {
        long[] values = new long[OFFSETS];
        for (int code = 0; code < OFFSETS; code++) {
            values[code] = (1L << code << 8) | code;
        }
        return new ZstdCodes(values, 8, 5, OFFSET_SHARES);
    }

    private static long[] lengths(int singles, int least, byte[] bits) {
        long[] values = new long[singles + bits.length];
        long base = least;
        for (int code = 0; code < values.length; code++) {
            int width = code < singles ? 0 : bits[code - singles];
            values[code] = (base << 8) | width;
            base += 1L << width;
        }
        return values;
    }

    FseTable table() {
        return table;
    }

    void startFrame() {
        known = false;
    }

    /** Makes the table that a block asks for, and returns where its description ends. */
    int choose(int mode, byte[] packed, int at, int end) throws CorruptFileSystemException {
        int next = at;
        if (mode == PREDEFINED) {
            table.predefined(predefinedLog, predefined);
            table.values(values);
        } else if (mode == SINGLE) {
            ZstdFormat.require(at < end && Bytes.u8(packed, at) < values.length, "has a code that does not exist");
            table.single(values[Bytes.u8(packed, at)]);
            next = at + 1;
        } else if (mode == DESCRIBED) {
            known = false;
            next = table.read(packed, at, end, values.length);
            table.values(values);
        } else {
            ZstdFormat.require(known, "repeats a table that was never there");
        }
        known = true;
        return next;
    }
}
