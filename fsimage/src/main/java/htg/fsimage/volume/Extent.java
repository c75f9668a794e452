package htg.fsimage.volume;

/**
 * A run of bytes within a volume.
 *
 * @param offset first byte, counted from the start of the volume, not negative
 * @param length number of bytes, not negative
 */
public record Extent(long offset, long length) {
    public Extent {
        if (offset < 0 || length < 0 || offset > Long.MAX_VALUE - length) {
            throw new IllegalArgumentException("no such extent: " + length + " bytes at " + offset);
        }
    }

    /** The first byte after it. */
    public long end() {
        return offset + length;
    }

    /** Whether at least one byte belongs to both. */
    public boolean overlaps(Extent other) {
        return offset < other.end() && other.offset < end();
    }
}
