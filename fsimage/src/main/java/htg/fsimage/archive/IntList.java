package htg.fsimage.archive;

import java.util.Arrays;

/** A list of numbers that grows; see {@link LongList}. */
final class IntList {
    private int[] values = new int[16];
    private int size;

    int size() {
        return size;
    }

    int get(int index) {
        return values[index];
    }

    void set(int index, int value) {
        values[index] = value;
    }

    int add(int value) {
        if (size == values.length) {
            values = Arrays.copyOf(values, size + size / 2);
        }
        values[size] = value;
        return size++;
    }

    /** Bytes of memory. */
    long memory() {
        return 4L * values.length;
    }
}
