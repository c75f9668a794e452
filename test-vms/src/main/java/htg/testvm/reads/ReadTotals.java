package htg.testvm.reads;

import htg.testvm.block.ReadLog.Read;
import java.util.Collections;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * Some reads, counted.
 *
 * @param unaligned how many are not a power of two long or do not start at a multiple of that
 * @param sizes how many there are of each length in bytes
 */
public record ReadTotals(long unaligned, SortedMap<Long, Long> sizes) {
    private static final double MEBIBYTE = 1 << 20;

    public ReadTotals {
        sizes = Collections.unmodifiableSortedMap(new TreeMap<>(sizes));
        if (unaligned < 0 || unaligned > count(sizes)) {
            throw new IllegalArgumentException(unaligned + " of " + count(sizes) + " reads cannot be unaligned");
        }
        if (sizes.entrySet().stream().anyMatch(size -> size.getKey() < 0 || size.getValue() < 1)) {
            throw new IllegalArgumentException("no number of reads by length: " + sizes);
        }
    }

    /** Counts them. */
    public static ReadTotals of(List<Read> reads) {
        SortedMap<Long, Long> sizes = new TreeMap<>();
        reads.forEach(read -> sizes.merge(read.length(), 1L, Long::sum));
        return new ReadTotals(reads.stream().filter(read -> !read.isAligned()).count(), sizes);
    }

    public long count() {
        return count(sizes);
    }

    /** All of them together, in bytes. */
    public long bytes() {
        return sizes.entrySet().stream()
                .mapToLong(size -> size.getKey() * size.getValue())
                .sum();
    }

    /** How many calls it takes to read a MiB; 0 when nothing is read. */
    public double callsPerMebibyte() {
        return bytes() == 0 ? 0 : count() * MEBIBYTE / bytes();
    }

    private static long count(SortedMap<Long, Long> sizes) {
        return sizes.values().stream().mapToLong(Long::longValue).sum();
    }
}
