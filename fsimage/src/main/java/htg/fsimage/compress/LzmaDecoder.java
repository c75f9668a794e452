package htg.fsimage.compress;

import htg.fsimage.volume.CorruptFileSystemException;
import htg.fsimage.volume.UnsupportedFormatException;
import java.io.IOException;
import java.util.Arrays;

/** Unpacks LZMA (LZMA specification by Igor Pavlov, whose names the states and models have). */
final class LzmaDecoder {
    private static final int STATES = 12;
    private static final int PLACES = 16;
    /** Below this state the last was a literal. */
    private static final int LITERAL_STATES = 7;

    // Where in the array of models those of each kind begin.
    private static final int IS_MATCH = 0;
    private static final int IS_REP = IS_MATCH + STATES * PLACES;
    private static final int IS_REP_G0 = IS_REP + STATES;
    private static final int IS_REP_G1 = IS_REP_G0 + STATES;
    private static final int IS_REP_G2 = IS_REP_G1 + STATES;
    private static final int IS_REP0_LONG = IS_REP_G2 + STATES;
    private static final int POSITION_SLOT = IS_REP0_LONG + STATES * PLACES;
    private static final int POSITION = POSITION_SLOT + 4 * 64;
    private static final int ALIGN = POSITION + 128;
    private static final int LENGTH = ALIGN + 16;
    private static final int REP_LENGTH = LENGTH + 2 + 2 * PLACES * 8 + 256;
    private static final int LITERAL = REP_LENGTH + 2 + 2 * PLACES * 8 + 256;

    private static final int LENGTH_MIDDLE = 2 + PLACES * 8;
    private static final int LENGTH_HIGH = 2 + 2 * PLACES * 8;
    private static final int LITERAL_MODELS = 0x300;
    private static final int SHORTEST_MATCH = 2;
    private static final short EVEN_CHANCE = 1024;

    private final RangeDecoder ranges;
    private final LzmaWindow window;
    private short[] models = new short[0];
    private int literalContextBits;
    private int literalPlaceMask;
    private int placeMask;
    private int state;
    private int rep0;
    private int rep1;
    private int rep2;
    private int rep3;
    /** What is left of a match that did not fit. */
    private int pending;

    private boolean ended;

    LzmaDecoder(RangeDecoder ranges, LzmaWindow window) {
        this.ranges = ranges;
        this.window = window;
    }

    /** Takes the byte with the numbers of bits, and resets. */
    void properties(int properties) throws IOException {
        if (properties >= 9 * 5 * 5) {
            throw corrupt("its properties are " + properties);
        }
        int contextBits = properties % 9;
        int literalPlaceBits = properties / 9 % 5;
        if (contextBits + literalPlaceBits > 4) {
            throw new UnsupportedFormatException("LZMA data with " + contextBits + " bits of literal context and "
                    + literalPlaceBits + " of place is not read");
        }
        literalContextBits = contextBits;
        literalPlaceMask = (1 << literalPlaceBits) - 1;
        placeMask = (1 << (properties / 45)) - 1;
        models = new short[LITERAL + (LITERAL_MODELS << (contextBits + literalPlaceBits))];
        reset();
    }

    /** Forgets what was learned. */
    void reset() {
        Arrays.fill(models, EVEN_CHANCE);
        state = 0;
        rep0 = 0;
        rep1 = 0;
        rep2 = 0;
        rep3 = 0;
        pending = 0;
    }

    /** Whether properties were set. */
    boolean ready() {
        return models.length > 0;
    }

    /** Whether part of a match is still to be written. */
    boolean pending() {
        return pending > 0;
    }

    /** Whether the marker came that ends data of unknown size. */
    boolean ended() {
        return ended;
    }

    /** Unpacks until the window is filled to {@code limit}, or the end marker comes. */
    void decode(int limit) throws IOException {
        if (pending > 0) {
            pending -= window.repeat(rep0, pending, limit);
        }
        while (window.position < limit) {
            ranges.prepare();
            int place = window.place() & placeMask;
            if (ranges.bit(models, IS_MATCH + state * PLACES + place) == 0) {
                literal();
                continue;
            }
            int length = ranges.bit(models, IS_REP + state) == 0 ? match(place) : repeated(place);
            if (length == 0) {
                ended = true;
                break;
            }
            pending = length - window.repeat(rep0, length, limit);
        }
        if (ranges.overrun()) {
            throw corrupt("packed data is cut off");
        }
    }

    private void literal() throws IOException {
        byte[] bytes = window.bytes;
        int at = window.position;
        int before = at > window.start ? bytes[at - 1] & 0xFF : 0;
        int context =
                ((window.place() & literalPlaceMask) << literalContextBits) + (before >>> (8 - literalContextBits));
        int base = LITERAL + LITERAL_MODELS * context;
        if (state < LITERAL_STATES) {
            bytes[at] = (byte) ranges.tree(models, base, 0x100);
            state = Math.max(0, state - 3);
        } else {
            // Some match was before, so that rep0 is within the window.
            bytes[at] = (byte) ranges.matchedByte(models, base, bytes[at - rep0 - 1] & 0xFF);
            state -= state < 10 ? 3 : 6;
        }
        window.position = at + 1;
    }

    /** A match at a new distance; its length, 0 for the end marker. */
    private int match(int place) throws IOException {
        rep3 = rep2;
        rep2 = rep1;
        rep1 = rep0;
        state = state < LITERAL_STATES ? 7 : 10;
        int length = length(LENGTH, place);
        int slot = ranges.tree(models, POSITION_SLOT + 64 * Math.min(length - SHORTEST_MATCH, 3), 64) - 64;
        if (slot < 4) {
            rep0 = slot;
            return length;
        }
        int bits = (slot >> 1) - 1;
        rep0 = (2 | (slot & 1)) << bits;
        if (slot < 14) {
            rep0 += ranges.reverse(models, POSITION + rep0 - slot, bits);
        } else {
            rep0 += ranges.direct(bits - 4) << 4;
            rep0 += ranges.reverse(models, ALIGN, 4);
        }
        return rep0 == -1 ? 0 : length;
    }

    /** A match at one of the last four distances; its length. */
    private int repeated(int place) throws IOException {
        if (ranges.bit(models, IS_REP_G0 + state) == 0) {
            if (ranges.bit(models, IS_REP0_LONG + state * PLACES + place) == 0) {
                state = state < LITERAL_STATES ? 9 : 11;
                return 1;
            }
        } else {
            int distance = rep1;
            if (ranges.bit(models, IS_REP_G1 + state) != 0) {
                distance = rep2;
                if (ranges.bit(models, IS_REP_G2 + state) != 0) {
                    distance = rep3;
                    rep3 = rep2;
                }
                rep2 = rep1;
            }
            rep1 = rep0;
            rep0 = distance;
        }
        state = state < LITERAL_STATES ? 8 : 11;
        return length(REP_LENGTH, place);
    }

    private int length(int base, int place) {
        if (ranges.bit(models, base) == 0) {
            return SHORTEST_MATCH + ranges.tree(models, base + 2 + place * 8, 8) - 8;
        } else if (ranges.bit(models, base + 1) == 0) {
            return SHORTEST_MATCH + 8 + ranges.tree(models, base + LENGTH_MIDDLE + place * 8, 8) - 8;
        }
        return SHORTEST_MATCH + 16 + ranges.tree(models, base + LENGTH_HIGH, 256) - 256;
    }

    private static CorruptFileSystemException corrupt(String problem) {
        return new CorruptFileSystemException("LZMA data", -1, problem);
    }
}
