package htg.fsimage.compress;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import java.util.zip.Checksum;

/** CRC-64 with the reflected polynomial of ECMA-182, eight bytes at a time. */
final class Crc64 implements Checksum {
    private static final VarHandle LONG = MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);
    private static final long POLYNOMIAL = 0xC96C5795D7870F42L;
    private static final int WIDTH = 8;
    private static final long[][] TABLES = tables();

    private long sum = -1;

    /** Table {@code n} advances a byte over {@code n} further bytes. */
    private static long[][] tables() {
        long[][] tables = new long[WIDTH][256];
        for (int value = 0; value < 256; value++) {
            long rest = value;
            for (int bit = 0; bit < 8; bit++) {
                rest = (rest >>> 1) ^ ((rest & 1) == 0 ? 0 : POLYNOMIAL);
            }
            tables[0][value] = rest;
        }
        for (int table = 1; table < WIDTH; table++) {
            for (int value = 0; value < 256; value++) {
                long before = tables[table - 1][value];
                tables[table][value] = (before >>> 8) ^ tables[0][(int) before & 0xFF];
            }
        }
        return tables;
    }

    @Override
    public void update(int value) {
        sum = (sum >>> 8) ^ TABLES[0][(int) (sum ^ value) & 0xFF];
    }

    @Override
    public void update(byte[] bytes, int offset, int length) {
        int at = offset;
        int end = offset + length;
        long now = sum;
        for (; at + WIDTH <= end; at += WIDTH) {
            long word = now ^ (long) LONG.get(bytes, at);
            now = TABLES[7][(int) word & 0xFF]
                    ^ TABLES[6][(int) (word >>> 8) & 0xFF]
                    ^ TABLES[5][(int) (word >>> 16) & 0xFF]
                    ^ TABLES[4][(int) (word >>> 24) & 0xFF]
                    ^ TABLES[3][(int) (word >>> 32) & 0xFF]
                    ^ TABLES[2][(int) (word >>> 40) & 0xFF]
                    ^ TABLES[1][(int) (word >>> 48) & 0xFF]
                    ^ TABLES[0][(int) (word >>> 56)];
        }
        sum = now;
        for (; at < end; at++) {
            update(bytes[at]);
        }
    }

    @Override
    public long getValue() {
        return ~sum;
    }

    @Override
    public void reset() {
        sum = -1;
    }
}
