package htg.fsimage.compress;

import htg.fsimage.volume.CorruptFileSystemException;
import java.io.IOException;
import java.io.InputStream;

/**
 * The arithmetic decoder of LZMA (LZMA specification by Igor Pavlov, "Range Decoder"). Its hot loops keep their state in local
 * variables, which is what makes it fast. It reads ahead as far as it is told that there is input.
 */
final class RangeDecoder {
    /** More than what one literal or match takes. */
    private static final int MOST_OF_ONE = 24;

    private static final int CAPACITY = 64 << 10;
    /** Below this the next byte is taken. */
    private static final long LEAST_WIDTH = 1 << 24;

    private static final int MODEL_BITS = 11;
    private static final int MODEL_TOTAL = 1 << MODEL_BITS;
    private static final int MOVE = 5;
    /** Added to a probability before a part of it is taken away, it moves the other way: towards 0. */
    private static final int TOWARDS_0 = (1 << MOVE) - 1 - MODEL_TOTAL;

    private final InputStream source;
    private final byte[] in = new byte[CAPACITY + 2 * MOST_OF_ONE];
    private int at;
    private int end;
    private long left;
    private long range;
    private long code;

    RangeDecoder(InputStream source) {
        this.source = source;
    }

    /** Begins with the next {@code length} bytes of the source. */
    void start(long length) throws IOException {
        at = 0;
        end = 0;
        left = length;
        load();
        if (end < 5 || in[0] != 0) {
            throw corrupt("packed data does not begin as it should");
        }
        range = 0xFFFF_FFFFL;
        code = 0;
        for (at = 1; at < 5; at++) {
            code = (code << 8) | Byte.toUnsignedInt(in[at]);
        }
        if (code == range) {
            throw corrupt("packed data does not begin as it should");
        }
    }

    /** Makes sure that there is input for one literal or match, or that it is noticed when there is none. */
    void prepare() throws IOException {
        if (at > end - MOST_OF_ONE) {
            load();
        }
    }

    private void load() throws IOException {
        if (at > end) {
            throw corrupt("packed data is cut off");
        }
        System.arraycopy(in, at, in, 0, end - at);
        end -= at;
        at = 0;
        int count = source.readNBytes(in, end, (int) Math.min(left, CAPACITY - end));
        left -= count;
        end += count;
    }

    /** Whether all input was used, and none that is not there. */
    boolean finished() {
        if (range < LEAST_WIDTH && at < end) {
            range <<= 8;
            code = (code << 8) | (in[at++] & 0xFF);
        }
        return at == end && left == 0 && code == 0;
    }

    /** Whether more was read than there is. */
    boolean overrun() {
        return at > end;
    }

    /** Decodes a bit, and adapts its probability. */
    int bit(short[] models, int model) {
        if (range < LEAST_WIDTH) {
            range <<= 8;
            code = (code << 8) | (in[at++] & 0xFF);
        }
        int chance = models[model];
        long bound = (range >>> MODEL_BITS) * chance;
        if (code < bound) {
            range = bound;
            models[model] = (short) (chance + ((MODEL_TOTAL - chance) >>> MOVE));
            return 0;
        }
        range -= bound;
        code -= bound;
        models[model] = (short) (chance - (chance >>> MOVE));
        return 1;
    }

    /**
     * Decodes the bits of a number below {@code size}, a power of two, the most significant first; {@code size} is added to it. Which bit
     * comes is hard to guess, so that nothing branches on it: {@code zero} has all bits set where it is 0. What may be needed for the next
     * bit is fetched before.
     */
    int tree(short[] models, int base, int size) {
        long width = range;
        long value = code;
        int next = at;
        int symbol = 1;
        int chance = models[base + 1];
        do {
            if (width < LEAST_WIDTH) {
                width <<= 8;
                value = (value << 8) | (in[next++] & 0xFF);
            }
            int after0 = models[base + 2 * symbol];
            int after1 = models[base + 2 * symbol + 1];
            long bound = (width >>> MODEL_BITS) * chance;
            long above = value - bound;
            long zero = above >> 63;
            value = above + (bound & zero);
            long rest = width - bound;
            width = rest + ((bound - rest) & zero);
            models[base + symbol] = (short) (chance - ((chance + ((int) zero & TOWARDS_0)) >> MOVE));
            symbol = 2 * symbol + 1 + (int) zero;
            chance = after1 + ((after0 - after1) & (int) zero);
        } while (symbol < size);
        range = width;
        code = value;
        at = next;
        return symbol;
    }

    /** As {@link #tree} for a byte, with the help of a byte that is likely similar. */
    int matchedByte(short[] models, int base, int similar) {
        long width = range;
        long value = code;
        int next = at;
        int symbol = 1;
        int guess = similar;
        int offset = 0x100;
        do {
            if (width < LEAST_WIDTH) {
                width <<= 8;
                value = (value << 8) | (in[next++] & 0xFF);
            }
            guess <<= 1;
            int guessed = guess & offset;
            int model = base + offset + guessed + symbol;
            int chance = models[model];
            long bound = (width >>> MODEL_BITS) * chance;
            long above = value - bound;
            long zero = above >> 63;
            value = above + (bound & zero);
            long rest = width - bound;
            width = rest + ((bound - rest) & zero);
            models[model] = (short) (chance - ((chance + ((int) zero & TOWARDS_0)) >> MOVE));
            symbol = 2 * symbol + 1 + (int) zero;
            offset &= guessed ^ (int) zero;
        } while (symbol < 0x100);
        range = width;
        code = value;
        at = next;
        return symbol;
    }

    /** Decodes so many bits, the least significant first. */
    int reverse(short[] models, int base, int bits) {
        long width = range;
        long value = code;
        int next = at;
        int symbol = 1;
        for (int i = 0; i < bits; i++) {
            if (width < LEAST_WIDTH) {
                width <<= 8;
                value = (value << 8) | (in[next++] & 0xFF);
            }
            int chance = models[base + symbol];
            long bound = (width >>> MODEL_BITS) * chance;
            long above = value - bound;
            long zero = above >> 63;
            value = above + (bound & zero);
            long rest = width - bound;
            width = rest + ((bound - rest) & zero);
            models[base + symbol] = (short) (chance - ((chance + ((int) zero & TOWARDS_0)) >> MOVE));
            symbol = 2 * symbol + 1 + (int) zero;
        }
        range = width;
        code = value;
        at = next;
        // The first bit that came is the highest now, behind the mark at the top.
        return Integer.reverse(symbol << (Integer.SIZE - 1 - bits) << 1);
    }

    /** Decodes so many bits that are as likely 0 as 1. */
    int direct(int bits) {
        long width = range;
        long value = code;
        int next = at;
        int result = 0;
        for (int i = 0; i < bits; i++) {
            if (width < LEAST_WIDTH) {
                width <<= 8;
                value = (value << 8) | (in[next++] & 0xFF);
            }
            width >>>= 1;
            long above = value - width;
            long zero = above >> 63;
            value = above + (width & zero);
            result = 2 * result + 1 + (int) zero;
        }
        range = width;
        code = value;
        at = next;
        return result;
    }

    private static CorruptFileSystemException corrupt(String problem) {
        return new CorruptFileSystemException("LZMA data", -1, problem);
    }
}
