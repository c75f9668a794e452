package htg.fsimage.compress;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;

/** The 32-bit xxHash with seed 0, by which LZ4 frames are checked (xxHash fast digest algorithm, section XXH32). */
final class XxHash32 {
    private static final VarHandle INT = MethodHandles.byteArrayViewVarHandle(int[].class, ByteOrder.LITTLE_ENDIAN);
    private static final int PRIME1 = 0x9E3779B1;
    private static final int PRIME2 = 0x85EBCA77;
    private static final int PRIME3 = 0xC2B2AE3D;
    private static final int PRIME4 = 0x27D4EB2F;
    private static final int PRIME5 = 0x165667B1;
    private static final int STRIPE = 16;

    private final byte[] pending = new byte[STRIPE];
    private int pendingLength;
    private long total;
    /** The sum of the first two primes. */
    private int lane1 = 0x24234428;

    private int lane2 = PRIME2;
    private int lane3;
    private int lane4 = -PRIME1;

    /** The hash of one piece. */
    static int of(byte[] bytes, int offset, int length) {
        XxHash32 hash = new XxHash32();
        hash.update(bytes, offset, length);
        return hash.value();
    }

    void update(byte[] bytes, int offset, int length) {
        total += length;
        int at = offset;
        int left = length;
        if (pendingLength > 0) {
            int count = Math.min(left, STRIPE - pendingLength);
            System.arraycopy(bytes, at, pending, pendingLength, count);
            pendingLength += count;
            at += count;
            left -= count;
            if (pendingLength < STRIPE) {
                return;
            }
            stripes(pending, 0, STRIPE);
        }
        int whole = left & -STRIPE;
        stripes(bytes, at, whole);
        pendingLength = left - whole;
        System.arraycopy(bytes, at + whole, pending, 0, pendingLength);
    }

    private void stripes(byte[] bytes, int offset, int length) {
        int one = lane1;
        int two = lane2;
        int three = lane3;
        int four = lane4;
        for (int at = offset; at < offset + length; at += STRIPE) {
            one = round(one, (int) INT.get(bytes, at));
            two = round(two, (int) INT.get(bytes, at + 4));
            three = round(three, (int) INT.get(bytes, at + 8));
            four = round(four, (int) INT.get(bytes, at + 12));
        }
        lane1 = one;
        lane2 = two;
        lane3 = three;
        lane4 = four;
    }

    private static int round(int lane, int input) {
        return Integer.rotateLeft(lane + input * PRIME2, 13) * PRIME1;
    }

    /** The hash of all so far. */
    int value() {
        int hash = total < STRIPE
                ? PRIME5
                : Integer.rotateLeft(lane1, 1)
                        + Integer.rotateLeft(lane2, 7)
                        + Integer.rotateLeft(lane3, 12)
                        + Integer.rotateLeft(lane4, 18);
        hash += (int) total;
        int at = 0;
        for (; at + 4 <= pendingLength; at += 4) {
            hash = Integer.rotateLeft(hash + (int) INT.get(pending, at) * PRIME3, 17) * PRIME4;
        }
        for (; at < pendingLength; at++) {
            hash = Integer.rotateLeft(hash + Byte.toUnsignedInt(pending[at]) * PRIME5, 11) * PRIME1;
        }
        hash = (hash ^ (hash >>> 15)) * PRIME2;
        hash = (hash ^ (hash >>> 13)) * PRIME3;
        return hash ^ (hash >>> 16);
    }
}
