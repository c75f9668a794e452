package htg.testvm.block;

import java.util.Map;
import java.util.NavigableMap;
import java.util.Objects;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * Says for each byte of a medium where in a log it was written last. Putting n extents takes O(n log n) in all, as each
 * put removes what it covers for good and splits at most two extents. Not thread-safe.
 */
final class ExtentIndex {
    /** In place of a log position: the bytes are zeroes. */
    static final long ZEROES = -1;

    /** In place of a log position: the bytes were never written. */
    static final long NOWHERE = -2;

    private final NavigableMap<Long, Extent> extents = new TreeMap<>();

    /**
     * Bytes that were written together.
     *
     * @param end the medium's offset behind the last byte
     * @param position of the first byte in the log, or {@link #ZEROES} or {@link #NOWHERE}
     */
    record Extent(long end, long position) {
        /** The log position of the byte {@code skip} bytes further on. */
        long position(long skip) {
            return position < 0 ? position : position + skip;
        }
    }

    /** Notes that the bytes from {@code start} to {@code end}, excluded, are at {@code position} in the log. */
    void put(long start, long end, long position) {
        if (start < end) {
            splitAt(start);
            splitAt(end);
            extents.subMap(start, end).clear();
            extents.put(start, new Extent(end, position));
        }
    }

    /** The bytes from {@code start} on that are in one place, at most to {@code limit}. */
    Extent at(long start, long limit) {
        Map.@Nullable Entry<Long, Extent> before = extents.floorEntry(start);
        if (before != null && before.getValue().end() > start) {
            Extent extent = before.getValue();
            return new Extent(Math.min(limit, extent.end()), extent.position(start - before.getKey()));
        }
        @Nullable Long next = extents.higherKey(start);
        return new Extent(next == null ? limit : Math.min(limit, next), NOWHERE);
    }

    void clear() {
        extents.clear();
    }

    private void splitAt(long offset) {
        Map.@Nullable Entry<Long, Extent> before = extents.lowerEntry(offset);
        if (before != null && before.getValue().end() > offset) {
            long start = Objects.requireNonNull(before.getKey());
            Extent whole = before.getValue();
            extents.put(start, new Extent(offset, whole.position()));
            extents.put(offset, new Extent(whole.end(), whole.position(offset - start)));
        }
    }
}
