package htg.fsimage.compress;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;

/** Copies within and between arrays as the formats of the LZ77 family need them: mostly short, often overlapping. */
final class Matches {
    private static final VarHandle LONG = MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);
    private static final int WIDTH = 8;
    private static final int SHORT = 32;

    private Matches() {}

    /**
     * Repeats what lies {@code distance} bytes back. All of it must be inside the array: {@code limit} is only how far behind the
     * copy may be scribbled.
     */
    static void repeat(byte[] bytes, int at, int distance, int length, int limit) {
        int from = at - distance;
        if (distance >= WIDTH && length <= limit - at - WIDTH) {
            for (int i = 0; i < length; i += WIDTH) {
                LONG.set(bytes, at + i, (long) LONG.get(bytes, from + i));
            }
        } else if (distance >= length) {
            System.arraycopy(bytes, from, bytes, at, length);
        } else if (length < SHORT) {
            for (int i = 0; i < length; i++) {
                bytes[at + i] = bytes[from + i];
            }
        } else {
            repeatLong(bytes, at, distance, length);
        }
    }

    /** Doubles the pattern until there is enough of it. */
    private static void repeatLong(byte[] bytes, int at, int distance, int length) {
        int from = at - distance;
        int done = 0;
        while (done < length) {
            int count = Math.min(distance + done, length - done);
            System.arraycopy(bytes, from, bytes, at + done, count);
            done += count;
        }
    }

    /** Copies from one array to another; up to {@code limit} the target may be scribbled on, up to {@code end} the source read. */
    static void literals(byte[] source, int from, int end, byte[] target, int at, int length, int limit) {
        if (length <= SHORT && length <= end - from - WIDTH && length <= limit - at - WIDTH) {
            for (int i = 0; i < length; i += WIDTH) {
                LONG.set(target, at + i, (long) LONG.get(source, from + i));
            }
        } else {
            System.arraycopy(source, from, target, at, length);
        }
    }
}
