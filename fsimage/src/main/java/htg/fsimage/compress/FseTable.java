package htg.fsimage.compress;

import htg.fsimage.volume.CorruptFileSystemException;

/**
 * A table of finite state entropy (RFC 8878, section 4.1). An entry is a number of four fields, from its low bits: 16 bits of the state that
 * the next bits are added to, 8 of how many bits that are, 8 of how many bits the value of this state has besides, and 32 of the value that
 * these are added to, which for a table without values is the symbol.
 */
final class FseTable {
    private static final int LEAST_LOG = 5;
    private static final int MOST_SYMBOLS = 64;

    private final int mostLog;
    private final long[] entries;
    private final short[] shares = new short[MOST_SYMBOLS];
    private final int[] next = new int[MOST_SYMBOLS];
    private int log;
    private int symbols;

    FseTable(int mostLog) {
        this.mostLog = mostLog;
        this.entries = new long[1 << mostLog];
    }

    /** The logarithm of the number of states. */
    int log() {
        return log;
    }

    long[] entries() {
        return entries;
    }

    int symbol(int state) {
        return (int) (entries[state] >>> 32);
    }

    int following(int state, BackwardBits bits) {
        long entry = entries[state];
        return (int) (entry & 0xFFFF) + bits.next((int) (entry >> 16) & 0xFF);
    }

    /** The table with one state, whose value is always the same. */
    void single(long value) {
        log = 0;
        entries[0] = value << 24;
    }

    /** The table with these shares. */
    void predefined(int tableLog, byte[] given) {
        log = tableLog;
        symbols = given.length;
        for (int i = 0; i < symbols; i++) {
            shares[i] = given[i];
        }
        spread();
    }

    /** Gives each symbol's states the value that it stands for: {@code values[symbol]}, as the upper fields of an entry. */
    void values(long[] values) {
        for (int state = 0; state < 1 << log; state++) {
            entries[state] = (entries[state] & 0xFF_FFFF) | (values[symbol(state)] << 24);
        }
    }

    /**
     * Reads the description of a table.
     *
     * @param mostSymbols how many it may have
     * @return where the description ends
     */
    int read(byte[] packed, int offset, int end, int mostSymbols) throws CorruptFileSystemException {
        ZstdFormat.require(offset < end, "has no table where one should be");
        log = (packed[offset] & 0xF) + LEAST_LOG;
        ZstdFormat.require(log <= mostLog, "has a table that is too large");
        int position = 4;
        int left = 1 << log;
        symbols = 0;
        while (left > 0) {
            int width = 32 - Integer.numberOfLeadingZeros(left + 1);
            ZstdFormat.require(symbols < mostSymbols && position < 8 * (end - offset), "has an endless table");
            int value = bits(packed, offset, position, width);
            int low = value & ((1 << (width - 1)) - 1);
            int spare = (1 << width) - 2 - left;
            position += low < spare ? width - 1 : width;
            int share = (low < spare ? low : value < 1 << (width - 1) ? value : value - spare) - 1;
            shares[symbols++] = (short) share;
            left -= Math.abs(share);
            if (share == 0) {
                position = zeros(packed, offset, position, mostSymbols);
            }
        }
        int length = (position + 7) / 8;
        ZstdFormat.require(left == 0 && length <= end - offset, "has a table that does not add up");
        spread();
        return offset + length;
    }

    private static int bits(byte[] packed, int offset, int position, int width) {
        return (int) (Bytes.u32(packed, offset + position / 8) >>> (position % 8)) & ((1 << width) - 1);
    }

    /** Two bits say how many more symbols have no share; three means that two bits more follow. */
    private int zeros(byte[] packed, int offset, int start, int mostSymbols) throws CorruptFileSystemException {
        int position = start;
        int count = 3;
        while (count == 3) {
            count = bits(packed, offset, position, 2);
            position += 2;
            ZstdFormat.require(symbols + count <= mostSymbols, "has an endless table");
            for (int i = 0; i < count; i++) {
                shares[symbols++] = 0;
            }
        }
        return position;
    }

    /** Deals the states out to the symbols: those of less than one share get the last ones. */
    private void spread() {
        int size = 1 << log;
        int high = size;
        for (int symbol = 0; symbol < symbols; symbol++) {
            next[symbol] = Math.abs(shares[symbol]);
            if (shares[symbol] < 0) {
                entries[--high] = (long) symbol << 32;
            }
        }
        int step = (size >> 1) + (size >> 3) + 3;
        int state = 0;
        for (int symbol = 0; symbol < symbols; symbol++) {
            for (int i = 0; i < shares[symbol]; i++) {
                entries[state] = (long) symbol << 32;
                do {
                    state = (state + step) & (size - 1);
                } while (state >= high);
            }
        }
        link(size);
    }

    private void link(int size) {
        for (int state = 0; state < size; state++) {
            int number = next[symbol(state)]++;
            int bits = log - 31 + Integer.numberOfLeadingZeros(number);
            entries[state] |= ((long) bits << 16) | ((number << bits) - size);
        }
    }
}
