package htg.fsimage.compress;

import htg.fsimage.volume.CorruptFileSystemException;
import java.util.Arrays;

/** A Huffman table and what is packed with it (RFC 8878, section 4.2). Data lies within {@link ZstdBlock}'s buffer, with its lead. */
final class Huffman {
    private static final int LONGEST_CODE = 11;
    private static final int SYMBOLS = 256;
    /** So many symbols are taken from one load of 8 bytes, of which 57 bits or more are new. */
    private static final int AT_ONCE = 5;

    /** For each code with whatever follows it: symbol and, in the low byte, its length in bits. */
    private final short[] table = new short[1 << LONGEST_CODE];

    private final byte[] weights = new byte[SYMBOLS];
    private final FseTable weightTable = new FseTable(6);
    private int shift;

    /** Reads the description of a table and returns where it ends. */
    int read(byte[] packed, int offset, int end) throws CorruptFileSystemException {
        ZstdFormat.require(offset < end, "has no Huffman table where one should be");
        int header = Bytes.u8(packed, offset);
        int at = offset + 1;
        int length = header < 128 ? header : (header - 126) / 2;
        ZstdFormat.require(length <= end - at, "has a Huffman table that leaves its block");
        int count = header < 128 ? packedWeights(packed, at, at + length) : plainWeights(packed, at, header - 127);
        build(count);
        return at + length;
    }

    private int plainWeights(byte[] packed, int at, int count) {
        for (int i = 0; i < count; i++) {
            int pair = Bytes.u8(packed, at + i / 2);
            weights[i] = (byte) (i % 2 == 0 ? pair >> 4 : pair & 0xF);
        }
        return count;
    }

    /** Two states take turns until there are no more bits for one of them. */
    private int packedWeights(byte[] packed, int offset, int end) throws CorruptFileSystemException {
        int at = weightTable.read(packed, offset, end, LONGEST_CODE + 1);
        BackwardBits bits = new BackwardBits(packed, at, end);
        int state = bits.next(weightTable.log());
        int other = bits.next(weightTable.log());
        int count = 0;
        while (count < SYMBOLS - 2) {
            weights[count++] = (byte) weightTable.symbol(state);
            int following = weightTable.following(state, bits);
            state = other;
            other = following;
            if (bits.left() < 0) {
                weights[count++] = (byte) weightTable.symbol(state);
                return count;
            }
        }
        throw ZstdFormat.corrupt("has too many Huffman weights");
    }

    /** The last weight is the one that fills the table. */
    private void build(int count) throws CorruptFileSystemException {
        int total = 0;
        for (int i = 0; i < count; i++) {
            ZstdFormat.require(weights[i] <= LONGEST_CODE, "has Huffman codes that are too long");
            total += (1 << weights[i]) >> 1;
        }
        ZstdFormat.require(total > 0, "has a Huffman table of nothing");
        int longest = 32 - Integer.numberOfLeadingZeros(total);
        int left = (1 << longest) - total;
        ZstdFormat.require(
                longest <= LONGEST_CODE && Integer.bitCount(left) == 1 && count < SYMBOLS,
                "has a Huffman table that does not add up");
        weights[count] = (byte) (32 - Integer.numberOfLeadingZeros(left));
        shift = 64 - longest;
        fill(count + 1, longest);
    }

    private void fill(int count, int longest) {
        int at = 0;
        for (int weight = 1; weight <= longest; weight++) {
            int entries = 1 << (weight - 1);
            for (int symbol = 0; symbol < count; symbol++) {
                if (weights[symbol] == weight) {
                    Arrays.fill(table, at, at + entries, (short) ((symbol << 8) | (longest + 1 - weight)));
                    at += entries;
                }
            }
        }
    }

    /** Unpacks {@code size} symbols from one stream, which they use up. */
    void unpack(byte[] packed, int offset, int end, byte[] output, int out, int size)
            throws CorruptFileSystemException {
        int left = BackwardBits.length(packed, offset, end);
        finish(packed, offset, left, output, out, out + size);
    }

    private void finish(byte[] packed, int start, int bitsLeft, byte[] output, int out, int end)
            throws CorruptFileSystemException {
        int left = bitsLeft;
        for (int at = out; at < end; at++) {
            ZstdFormat.require(left > 0, "has too few bits of literals");
            int entry = table[(int) (BackwardBits.load(packed, start, left) >>> shift)];
            output[at] = (byte) (entry >> 8);
            left -= entry & 0xFF;
        }
        ZstdFormat.require(left == 0, "has literals that do not fit their stream");
    }

    /** Unpacks four streams, each a quarter of the symbols; their lengths come first. */
    void unpackFour(byte[] packed, int offset, int end, byte[] output, int size) throws CorruptFileSystemException {
        ZstdFormat.require(end - offset >= 6 && size >= 4, "has four streams of literals in too few bytes");
        int[] starts = new int[5];
        starts[0] = offset + 6;
        for (int i = 0; i < 3; i++) {
            starts[i + 1] = starts[i] + Bytes.u16(packed, offset + 2 * i);
        }
        starts[4] = end;
        ZstdFormat.require(starts[3] < end, "has streams of literals that leave their block");
        int[] left = new int[4];
        for (int i = 0; i < 4; i++) {
            left[i] = BackwardBits.length(packed, starts[i], starts[i + 1]);
        }
        int quarter = (size + 3) / 4;
        ZstdFormat.require(size >= 3 * quarter, "has a stream without literals");
        int done = unpackMost(packed, starts, left, output, quarter, size - 3 * quarter);
        for (int i = 0; i < 4; i++) {
            int outputEnd = i == 3 ? size : (i + 1) * quarter;
            finish(packed, starts[i], left[i], output, i * quarter + done, outputEnd);
        }
    }

    /** The four in step, so that none waits for the table's answer to another; returns how many symbols each gave. */
    private int unpackMost(byte[] packed, int[] starts, int[] left, byte[] output, int quarter, int shortest) {
        final short[] entries = table;
        final int high = shift;
        int left0 = left[0];
        int left1 = left[1];
        int left2 = left[2];
        int left3 = left[3];
        int at = 0;
        while (at + AT_ONCE <= shortest && (left0 | left1 | left2 | left3) >= 0) {
            long bits0 = BackwardBits.load(packed, starts[0], left0);
            long bits1 = BackwardBits.load(packed, starts[1], left1);
            long bits2 = BackwardBits.load(packed, starts[2], left2);
            long bits3 = BackwardBits.load(packed, starts[3], left3);
            for (int i = 0; i < AT_ONCE; i++) {
                int entry0 = entries[(int) (bits0 >>> high)];
                int entry1 = entries[(int) (bits1 >>> high)];
                int entry2 = entries[(int) (bits2 >>> high)];
                int entry3 = entries[(int) (bits3 >>> high)];
                bits0 <<= entry0;
                bits1 <<= entry1;
                bits2 <<= entry2;
                bits3 <<= entry3;
                left0 -= entry0 & 0xF;
                left1 -= entry1 & 0xF;
                left2 -= entry2 & 0xF;
                left3 -= entry3 & 0xF;
                output[at] = (byte) (entry0 >> 8);
                output[quarter + at] = (byte) (entry1 >> 8);
                output[2 * quarter + at] = (byte) (entry2 >> 8);
                output[3 * quarter + at] = (byte) (entry3 >> 8);
                at++;
            }
        }
        left[0] = left0;
        left[1] = left1;
        left[2] = left2;
        left[3] = left3;
        return at;
    }
}
