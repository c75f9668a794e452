package htg.fsimage.compress;

/**
 * The XXH64 hash (xxHash fast digest algorithm, version 0.1.1), with seed 0. For zstd frames, and for file systems that checksum with it.
 * Not safe for several threads.
 */
public final class Xxh64 {
    private static final long PRIME_1 = 0x9E3779B185EBCA87L;
    private static final long PRIME_2 = 0xC2B2AE3D27D4EB4FL;
    private static final long PRIME_3 = 0x165667B19E3779F9L;
    private static final long PRIME_4 = 0x85EBCA77C2B2AE63L;
    private static final long PRIME_5 = 0x27D4EB2F165667C5L;
    private static final int STRIPE = 32;

    private final byte[] pending = new byte[STRIPE];
    private int pendingLength;
    private long total;
    /** The sum of the first two primes, as far as 64 bits hold it. */
    private long lane1 = 0x60EA27EEADC0B5D6L;

    private long lane2 = PRIME_2;
    private long lane3;
    private long lane4 = -PRIME_1;

    /** The hash of one range. */
    public static long of(byte[] bytes, int offset, int length) {
        Xxh64 hash = new Xxh64();
        hash.update(bytes, offset, length);
        return hash.value();
    }

    /** Takes more bytes. */
    public void update(byte[] bytes, int offset, int length) {
        int at = offset;
        int end = offset + length;
        total += length;
        if (pendingLength > 0) {
            int count = Math.min(length, STRIPE - pendingLength);
            System.arraycopy(bytes, at, pending, pendingLength, count);
            pendingLength += count;
            at += count;
            if (pendingLength == STRIPE) {
                stripes(pending, 0, 1);
                pendingLength = 0;
            }
        }
        int whole = (end - at) / STRIPE;
        stripes(bytes, at, whole);
        at += whole * STRIPE;
        if (at < end) {
            System.arraycopy(bytes, at, pending, pendingLength, end - at);
            pendingLength += end - at;
        }
    }

    private void stripes(byte[] bytes, int offset, int count) {
        long one = lane1;
        long two = lane2;
        long three = lane3;
        long four = lane4;
        int at = offset;
        for (int i = 0; i < count; i++) {
            one = round(one, Bytes.bits64(bytes, at));
            two = round(two, Bytes.bits64(bytes, at + 8));
            three = round(three, Bytes.bits64(bytes, at + 16));
            four = round(four, Bytes.bits64(bytes, at + 24));
            at += STRIPE;
        }
        lane1 = one;
        lane2 = two;
        lane3 = three;
        lane4 = four;
    }

    private static long round(long lane, long input) {
        return Long.rotateLeft(lane + input * PRIME_2, 31) * PRIME_1;
    }

    private static long merge(long hash, long lane) {
        return (hash ^ round(0, lane)) * PRIME_1 + PRIME_4;
    }

    /** The hash of all bytes so far. */
    public long value() {
        long hash = lane3 + PRIME_5;
        if (total >= STRIPE) {
            hash = Long.rotateLeft(lane1, 1)
                    + Long.rotateLeft(lane2, 7)
                    + Long.rotateLeft(lane3, 12)
                    + Long.rotateLeft(lane4, 18);
            hash = merge(merge(merge(merge(hash, lane1), lane2), lane3), lane4);
        }
        return avalanche(rest(hash + total));
    }

    private long rest(long start) {
        long hash = start;
        int at = 0;
        for (; at + 8 <= pendingLength; at += 8) {
            hash = Long.rotateLeft(hash ^ round(0, Bytes.bits64(pending, at)), 27) * PRIME_1 + PRIME_4;
        }
        if (at + 4 <= pendingLength) {
            hash = Long.rotateLeft(hash ^ (Bytes.u32(pending, at) * PRIME_1), 23) * PRIME_2 + PRIME_3;
            at += 4;
        }
        for (; at < pendingLength; at++) {
            hash = Long.rotateLeft(hash ^ (Bytes.u8(pending, at) * PRIME_5), 11) * PRIME_1;
        }
        return hash;
    }

    private static long avalanche(long value) {
        long hash = value;
        hash = (hash ^ (hash >>> 33)) * PRIME_2;
        hash = (hash ^ (hash >>> 29)) * PRIME_3;
        return hash ^ (hash >>> 32);
    }
}
