package htg.fsimage.compress;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;

/** Numbers and runs of bytes in arrays, eight bytes at a time. Callers check ranges; what they miss, the arrays refuse. */
final class Bytes {
    private static final VarHandle LONG = MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);
    private static final VarHandle INT = MethodHandles.byteArrayViewVarHandle(int[].class, ByteOrder.LITTLE_ENDIAN);

    /** Up to here a loop is quicker than to call the platform's copy. */
    private static final int SHORT_RUN = 64;

    private Bytes() {}

    static int u8(byte[] bytes, int at) {
        return Byte.toUnsignedInt(bytes[at]);
    }

    static int u16(byte[] bytes, int at) {
        return u8(bytes, at) | (u8(bytes, at + 1) << 8);
    }

    static int u24(byte[] bytes, int at) {
        return u16(bytes, at) | (u8(bytes, at + 2) << 16);
    }

    static long u32(byte[] bytes, int at) {
        return Integer.toUnsignedLong((int) INT.get(bytes, at));
    }

    static long bits64(byte[] bytes, int at) {
        return (long) LONG.get(bytes, at);
    }

    private static void put64(byte[] bytes, int at, long value) {
        LONG.set(bytes, at, value);
    }

    /**
     * Copies bytes from one array to another.
     *
     * @param end up to here {@code into} may be overwritten
     */
    static void copy(byte[] from, int at, byte[] into, int to, int length, int end) {
        if (length > SHORT_RUN || length > end - to - 8 || length > from.length - at - 8) {
            System.arraycopy(from, at, into, to, length);
            return;
        }
        int done = 0;
        do {
            put64(into, to + done, bits64(from, at + done));
            done += 8;
        } while (done < length);
    }

    /**
     * Repeats what came {@code distance} bytes before, which may overlap what it makes.
     *
     * @param distance at least 1, and no more than there is before {@code at}
     * @param end up to here {@code bytes} may be overwritten
     */
    static void repeat(byte[] bytes, int at, int distance, int length, int end) {
        if (length > end - at - 16) {
            repeatExactly(bytes, at, distance, length);
        } else if (length > SHORT_RUN && distance >= length) {
            System.arraycopy(bytes, at - distance, bytes, at, length);
        } else if (distance >= 8) {
            int done = 0;
            do {
                put64(bytes, at + done, bits64(bytes, at - distance + done));
                done += 8;
            } while (done < length);
        } else {
            repeatPattern(bytes, at, distance, length);
        }
    }

    /** Doubles a short pattern until it is eight bytes or longer. */
    private static void repeatPattern(byte[] bytes, int at, int distance, int length) {
        int from = at - distance;
        int to = at;
        while (to - from < 8) {
            int step = to - from;
            put64(bytes, to, bits64(bytes, from));
            to += step;
        }
        while (to < at + length) {
            put64(bytes, to, bits64(bytes, from));
            to += 8;
            from += 8;
        }
    }

    private static void repeatExactly(byte[] bytes, int at, int distance, int length) {
        for (int to = at; to < at + length; to++) {
            bytes[to] = bytes[to - distance];
        }
    }
}
