package htg.testvm.block;

import java.util.BitSet;

/** Remembers for each block of a medium where its content is: two bits a block. Not thread-safe. */
final class ChangeMap {
    /** Where a block's content is. */
    enum Place {
        /** In the source below: the block was never changed. */
        BELOW,
        /** In the scratch file. */
        SCRATCH,
        /** Nowhere: it is zeroes. */
        ZEROES
    }

    /** Neighbouring blocks, {@code end} excluded, whose content is in one place. */
    record Run(int start, int end, Place place) {}

    private final BitSet scratch = new BitSet();
    private final BitSet zeroes = new BitSet();

    /** The run from {@code block} on, at most to {@code limit}. */
    Run run(int block, int limit) {
        if (scratch.get(block)) {
            return new Run(block, Math.min(limit, scratch.nextClearBit(block)), Place.SCRATCH);
        }
        if (zeroes.get(block)) {
            return new Run(block, Math.min(limit, zeroes.nextClearBit(block)), Place.ZEROES);
        }
        int end = Math.min(next(scratch, block, limit), next(zeroes, block, limit));
        return new Run(block, end, Place.BELOW);
    }

    /** Notes where the blocks from {@code start} to {@code end}, excluded, are now. */
    void put(int start, int end, Place place) {
        scratch.set(start, end, place == Place.SCRATCH);
        zeroes.set(start, end, place == Place.ZEROES);
    }

    void clear() {
        scratch.clear();
        zeroes.clear();
    }

    private static int next(BitSet set, int block, int limit) {
        int next = set.nextSetBit(block);
        return next < 0 ? limit : Math.min(next, limit);
    }
}
