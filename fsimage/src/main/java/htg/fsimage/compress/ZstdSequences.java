package htg.fsimage.compress;

import htg.fsimage.volume.CorruptFileSystemException;

/** The sequences of a block (RFC 8878, section 3.1.1.3.2), a batch at a time. */
final class ZstdSequences {
    /** So many that a batch stays near the processor. */
    private static final int BATCH = 1024;

    private static final int[] FIRST_OFFSETS = {1, 4, 8};

    /** Of each sequence of the batch: literals to copy, then how far back and how long to repeat. */
    final int[] literalLengths = new int[BATCH];

    final int[] offsets = new int[BATCH];
    final int[] matchLengths = new int[BATCH];

    private final ZstdCodes literalCodes = ZstdCodes.literalLengths();
    private final ZstdCodes offsetCodes = ZstdCodes.offsets();
    private final ZstdCodes matchCodes = ZstdCodes.matchLengths();
    private final int[] recent = new int[3];
    private byte[] packed = new byte[0];
    private int start;
    private int left;
    private int pending;
    private int literalState;
    private int offsetState;
    private int matchState;

    void startFrame() {
        System.arraycopy(FIRST_OFFSETS, 0, recent, 0, 3);
        literalCodes.startFrame();
        offsetCodes.startFrame();
        matchCodes.startFrame();
    }

    /** Begins with the section from {@code offset} to the block's end. */
    void unpack(byte[] block, int offset, int end) throws CorruptFileSystemException {
        ZstdFormat.require(offset < end, "has a block without sequences");
        packed = block;
        int first = Bytes.u8(block, offset);
        int header = first < 128 ? 1 : first < 255 ? 2 : 3;
        ZstdFormat.require(first == 0 ? end - offset == 1 : end - offset > header + 1, "has too few sequences");
        pending = switch (header) {
            case 1 -> first;
            case 2 -> ((first - 128) << 8) + Bytes.u8(block, offset + 1);
            default -> Bytes.u16(block, offset + 1) + 0x7F00;
        };
        if (first != 0) {
            tables(offset + header, end);
        }
    }

    private void tables(int offset, int end) throws CorruptFileSystemException {
        int modes = Bytes.u8(packed, offset);
        ZstdFormat.require((modes & 3) == 0, "uses a reserved bit");
        int at = literalCodes.choose(modes >> 6, packed, offset + 1, end);
        at = offsetCodes.choose((modes >> 4) & 3, packed, at, end);
        start = matchCodes.choose((modes >> 2) & 3, packed, at, end);
        BackwardBits bits = new BackwardBits(packed, start, end);
        literalState = bits.next(literalCodes.table().log());
        offsetState = bits.next(offsetCodes.table().log());
        matchState = bits.next(matchCodes.table().log());
        left = bits.left();
    }

    /** Reads the next batch; returns how many sequences it has, 0 at the end. */
    int next() throws CorruptFileSystemException {
        int count = Math.min(BATCH, pending);
        if (count > 0) {
            int used = read(count);
            pending -= count;
            ZstdFormat.require(used >= 0 && (pending > 0 || used == 0), "has sequences that do not fit their stream");
            repeat(count);
        }
        return count;
    }

    /**
     * Reads lengths, and offsets as they are stored. Returns how many bits were left before the last change of states: after the
     * last sequence there is none, and what is read for it is never used.
     */
    private int read(int count) {
        final long[] literals = literalCodes.table().entries();
        final long[] matches = matchCodes.table().entries();
        final long[] distances = offsetCodes.table().entries();
        int literal = literalState;
        int match = matchState;
        int distance = offsetState;
        int bitsLeft = left;
        int used = bitsLeft;
        for (int i = 0; i < count && used >= 0; i++) {
            long literalEntry = literals[literal];
            long matchEntry = matches[match];
            long distanceEntry = distances[distance];
            long bits = BackwardBits.load(packed, start, bitsLeft);
            offsets[i] = value(distanceEntry, bits);
            bits <<= distanceEntry >> 24;
            matchLengths[i] = value(matchEntry, bits);
            bitsLeft -= width(distanceEntry) + width(matchEntry);
            bits = BackwardBits.load(packed, start, bitsLeft);
            literalLengths[i] = value(literalEntry, bits);
            bits <<= literalEntry >> 24;
            bitsLeft -= width(literalEntry);
            used = bitsLeft;
            literal = state(literalEntry, bits);
            bits <<= literalEntry >> 16;
            match = state(matchEntry, bits);
            bits <<= matchEntry >> 16;
            distance = state(distanceEntry, bits);
            bitsLeft -= ((int) (literalEntry >> 16) & 0xFF)
                    + ((int) (matchEntry >> 16) & 0xFF)
                    + ((int) (distanceEntry >> 16) & 0xFF);
        }
        literalState = literal;
        matchState = match;
        offsetState = distance;
        left = bitsLeft;
        return used;
    }

    private static int width(long entry) {
        return (int) (entry >> 24) & 0xFF;
    }

    private static int value(long entry, long bits) {
        return (int) (entry >>> 32) + (int) (bits >>> 1 >>> (63 - width(entry)));
    }

    private static int state(long entry, long bits) {
        return (int) (entry & 0xFFFF) + (int) (bits >>> 1 >>> (63 - (entry >> 16)));
    }

    /** Makes distances of offsets: 1 to 3 stand for recent ones, of which the last is no use after a match without literals. */
    private void repeat(int count) {
        int first = recent[0];
        int second = recent[1];
        int third = recent[2];
        for (int i = 0; i < count; i++) {
            int offset = offsets[i];
            int distance = offset - 3;
            if (offset <= 3) {
                int which = literalLengths[i] == 0 ? offset + 1 : offset;
                distance = switch (which) {
                    case 1 -> first;
                    case 2 -> second;
                    case 3 -> third;
                    default -> first - 1;
                };
                third = which <= 2 ? third : second;
                second = which == 1 ? second : first;
            } else {
                third = second;
                second = first;
            }
            first = distance;
            offsets[i] = distance;
        }
        recent[0] = first;
        recent[1] = second;
        recent[2] = third;
    }
}
