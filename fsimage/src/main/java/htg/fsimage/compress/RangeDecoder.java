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
    private static final int TOP = 0xFF000000;
    private static final int MODEL_BITS = 11;
    private static final int MODEL_TOTAL = 1 << MODEL_BITS;
    private static final int MOVE = 5;

    private final InputStream source;
    private final byte[] in = new byte[CAPACITY + 2 * MOST_OF_ONE];
    private int at;
    private int end;
    private long left;
    private int range;
    private int code;

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
        range = -1;
        code = 0;
        for (at = 1; at < 5; at++) {
            code = (code << 8) | Byte.toUnsignedInt(in[at]);
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
        if ((range & TOP) == 0 && at < end) {
            range <<= 8;
            code = (code << 8) | Byte.toUnsignedInt(in[at++]);
        }
        return at == end && left == 0 && code == 0;
    }

    /** Whether more was read than there is. */
    boolean overrun() {
        return at > end;
    }

    /** Decodes a bit, and adapts its probability. */
    int bit(short[] models, int model) {
        if ((range & TOP) == 0) {
            range <<= 8;
            code = (code << 8) | (in[at++] & 0xFF);
        }
        int chance = models[model];
        int bound = (range >>> MODEL_BITS) * chance;
        if (code + Integer.MIN_VALUE < bound + Integer.MIN_VALUE) {
            range = bound;
            models[model] = (short) (chance + ((MODEL_TOTAL - chance) >>> MOVE));
            return 0;
        }
        range -= bound;
        code -= bound;
        models[model] = (short) (chance - (chance >>> MOVE));
        return 1;
    }

    /** Decodes the bits of a number below {@code size}, a power of two, the most significant first; {@code size} is added to it. */
    int tree(short[] models, int base, int size) {
        int width = range;
        int value = code;
        int next = at;
        int symbol = 1;
        do {
            if ((width & TOP) == 0) {
                width <<= 8;
                value = (value << 8) | (in[next++] & 0xFF);
            }
            int chance = models[base + symbol];
            int bound = (width >>> MODEL_BITS) * chance;
            if (value + Integer.MIN_VALUE < bound + Integer.MIN_VALUE) {
                width = bound;
                models[base + symbol] = (short) (chance + ((MODEL_TOTAL - chance) >>> MOVE));
                symbol <<= 1;
            } else {
                width -= bound;
                value -= bound;
                models[base + symbol] = (short) (chance - (chance >>> MOVE));
                symbol = (symbol << 1) | 1;
            }
        } while (symbol < size);
        range = width;
        code = value;
        at = next;
        return symbol;
    }

    /** As {@link #tree} for a byte, with the help of a byte that is likely similar. */
    int matchedByte(short[] models, int base, int similar) {
        int width = range;
        int value = code;
        int next = at;
        int symbol = 1;
        int guess = similar;
        int offset = 0x100;
        do {
            guess <<= 1;
            int guessed = guess & offset;
            if ((width & TOP) == 0) {
                width <<= 8;
                value = (value << 8) | (in[next++] & 0xFF);
            }
            int model = base + offset + guessed + symbol;
            int chance = models[model];
            int bound = (width >>> MODEL_BITS) * chance;
            if (value + Integer.MIN_VALUE < bound + Integer.MIN_VALUE) {
                width = bound;
                models[model] = (short) (chance + ((MODEL_TOTAL - chance) >>> MOVE));
                symbol <<= 1;
                offset &= ~guessed;
            } else {
                width -= bound;
                value -= bound;
                models[model] = (short) (chance - (chance >>> MOVE));
                symbol = (symbol << 1) | 1;
                offset &= guessed;
            }
        } while (symbol < 0x100);
        range = width;
        code = value;
        at = next;
        return symbol;
    }

    /** Decodes so many bits, the least significant first. */
    int reverse(short[] models, int base, int bits) {
        int symbol = 1;
        int result = 0;
        for (int i = 0; i < bits; i++) {
            int bit = bit(models, base + symbol);
            symbol = (symbol << 1) | bit;
            result |= bit << i;
        }
        return result;
    }

    /** Decodes so many bits that are as likely 0 as 1. */
    int direct(int bits) {
        int result = 0;
        for (int i = 0; i < bits; i++) {
            if ((range & TOP) == 0) {
                range <<= 8;
                code = (code << 8) | (in[at++] & 0xFF);
            }
            range >>>= 1;
            int below = (code - range) >> 31;
            code -= range & ~below;
            result = (result << 1) + 1 + below;
        }
        return result;
    }

    private static CorruptFileSystemException corrupt(String problem) {
        return new CorruptFileSystemException("LZMA data", -1, problem);
    }
}
