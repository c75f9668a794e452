package htg.fsimage.xfs;

/**
 * A part of a fork.
 *
 * @param first its first block, counted from the start of the fork
 * @param end the first block behind it
 * @param place where its first block is, in bytes from the start of the volume; {@link #HOLE} where there is nothing to read
 */
record Mapping(long first, long end, long place) {
    /** Nothing was ever written there: no blocks, or such as are only set aside. */
    static final long HOLE = -1;

    static Mapping hole(long first, long end) {
        return new Mapping(first, end, HOLE);
    }

    boolean hole() {
        return place == HOLE;
    }

    /** The same, but ending no later than this. */
    Mapping upTo(long limit) {
        return end <= limit ? this : new Mapping(first, limit, place);
    }
}
