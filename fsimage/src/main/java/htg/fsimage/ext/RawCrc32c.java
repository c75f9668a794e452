package htg.fsimage.ext;

import java.util.zip.CRC32C;

/** CRC32C as ext4 uses it: started from any earlier sum, and not inverted at the end. */
final class RawCrc32c {
    private static final int POLYNOMIAL = 0x82F63B78;

    private final CRC32C crc = new CRC32C();

    private RawCrc32c() {}

    /** Continues an earlier sum; -1 begins a new one. */
    static RawCrc32c from(int earlier) {
        RawCrc32c sum = new RawCrc32c();
        if (earlier != -1) {
            // The JDK's sum cannot be told where to begin: these four bytes take it there.
            sum.add32(~fourBytesBefore(earlier));
        }
        return sum;
    }

    /** The state from which four zero bytes lead to this one. */
    private static int fourBytesBefore(int state) {
        int before = state;
        for (int bit = 0; bit < 32; bit++) {
            before = before < 0 ? (before ^ POLYNOMIAL) << 1 | 1 : before << 1;
        }
        return before;
    }

    RawCrc32c add(byte[] bytes, int offset, int length) {
        crc.update(bytes, offset, length);
        return this;
    }

    RawCrc32c add(byte[] bytes) {
        return add(bytes, 0, bytes.length);
    }

    /** A little-endian number. */
    RawCrc32c add32(int number) {
        return add16(number).add16(number >> 16);
    }

    RawCrc32c add16(int number) {
        crc.update(number);
        crc.update(number >> 8);
        return this;
    }

    RawCrc32c add64(long number) {
        return add32((int) number).add32((int) (number >> 32));
    }

    int value() {
        return (int) ~crc.getValue();
    }
}
