package htg.fsimage.xfs;

import htg.fsimage.volume.CorruptFileSystemException;
import htg.fsimage.volume.Structure;
import java.util.ArrayList;
import java.util.List;

/** Extents that follow each other, from an inode or from a leaf of its tree ("Extent List"). */
final class ExtentList implements BlockMap {
    static final ExtentList EMPTY = new ExtentList(List.of());

    /** Bytes of one on the disk. */
    static final int RECORD = 16;

    private static final int COUNT_BITS = 21;
    private static final int START_BITS = 9;

    private final List<Mapping> mappings;

    private ExtentList(List<Mapping> mappings) {
        this.mappings = mappings;
    }

    /**
     * Takes extents from a structure.
     *
     * @param at where the first one is in it
     */
    static ExtentList parse(Structure raw, int at, long count, Geometry geometry) throws CorruptFileSystemException {
        raw.require(count >= 0 && count <= (raw.length() - at) / RECORD, "it cannot have " + count + " extents");
        List<Mapping> mappings = new ArrayList<>((int) count);
        long end = 0;
        for (int i = 0; i < count; i++) {
            Mapping mapping = parse(raw, at + i * RECORD, geometry);
            raw.require(mapping.first() >= end, "its extents are not in order");
            end = mapping.end();
            mappings.add(mapping);
        }
        return new ExtentList(mappings);
    }

    /** From the highest bit: 1 whether it is unwritten, 54 its first block in the fork, 52 that on the disk, 21 their number. */
    private static Mapping parse(Structure raw, int at, Geometry geometry) throws CorruptFileSystemException {
        long high = raw.bits64(at);
        long low = raw.bits64(at + Long.BYTES);
        long first = (high & Long.MAX_VALUE) >>> START_BITS;
        long start = ((high & ((1 << START_BITS) - 1)) << (Long.SIZE - COUNT_BITS)) | (low >>> COUNT_BITS);
        long count = low & ((1 << COUNT_BITS) - 1);
        raw.require(
                count > 0 && geometry.has(start, count),
                "an extent of " + count + " blocks from " + start + " leaves the file system");
        return new Mapping(first, first + count, high < 0 ? Mapping.HOLE : geometry.place(start));
    }

    @Override
    public Mapping at(long block) {
        int next = following(block);
        if (next > 0 && block < mappings.get(next - 1).end()) {
            return mappings.get(next - 1);
        }
        return Mapping.hole(
                next > 0 ? mappings.get(next - 1).end() : 0,
                next < mappings.size() ? mappings.get(next).first() : Long.MAX_VALUE);
    }

    /** How many begin at a block or before it. */
    private int following(long block) {
        int from = 0;
        int to = mappings.size();
        while (from < to) {
            int middle = (from + to) >>> 1;
            if (mappings.get(middle).first() <= block) {
                from = middle + 1;
            } else {
                to = middle;
            }
        }
        return from;
    }
}
