package htg.fsimage.compress;

import htg.fsimage.volume.CorruptFileSystemException;

/** Makes a block's bytes of its literals and sequences (RFC 8878, section 3.1.1.4). */
final class ZstdCopy {
    private final byte[] literals;
    private final int literalsEnd;
    private final byte[] output;
    private final int start;
    private final int end;
    private int literal;
    private int out;

    /**
     * Begins a block.
     *
     * @param start where what it may refer to begins
     * @param end behind the last byte of room, up to which bytes may be overwritten
     */
    ZstdCopy(ZstdLiterals literals, byte[] output, int start, int out, int end) {
        this.literals = literals.bytes();
        this.literalsEnd = literals.size();
        this.output = output;
        this.start = start;
        this.out = out;
        this.end = end;
    }

    /** Does what a batch of sequences says. */
    void run(ZstdSequences sequences, int count) throws CorruptFileSystemException {
        int from = literal;
        int to = out;
        for (int i = 0; i < count; i++) {
            int length = sequences.literalLengths[i];
            int match = sequences.matchLengths[i];
            int distance = sequences.offsets[i];
            if (length > literalsEnd - from || length + match > end - to) {
                throw ZstdFormat.corrupt("gives more than there is room for");
            }
            Bytes.copy(literals, from, output, to, length, end);
            from += length;
            to += length;
            if (distance <= 0 || distance > to - start) {
                throw ZstdFormat.corrupt("refers to what was before its start");
            }
            Bytes.repeat(output, to, distance, match, end);
            to += match;
        }
        literal = from;
        out = to;
    }

    /** Copies the literals that are left; returns where the block's bytes end. */
    int finish() throws CorruptFileSystemException {
        int rest = literalsEnd - literal;
        ZstdFormat.require(rest <= end - out, "gives more than there is room for");
        System.arraycopy(literals, literal, output, out, rest);
        return out + rest;
    }
}
