package htg.fsimage.archive;

import java.util.Arrays;

/** A list of long numbers that grows; an archive has too many members for a list of objects. */
final class LongList {
    private long[] values = new long[16];
    private int size;

    int size() {
        return size;
    }

    long get(int index) {
        return values[index];
    }

    void set(int index, long value) {
        values[index] = value;
    }

    int add(long value) {
        if (size == values.length) {
            values = Arrays.copyOf(values, size + size / 2);
        }
        values[size] = value;
        return size++;
    }

    /** Bytes of memory. */
    long memory() {
        return 8L * values.length;
    }
}
