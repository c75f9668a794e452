package htg.fsimage.compress;

import htg.fsimage.volume.CorruptFileSystemException;
import java.util.Objects;

/** LZ4 blocks, without any frame around them (LZ4 Block Format Description). */
public final class Lz4 implements Decompressor {
    private static final int LONG = 15;
    private static final int SHORTEST_MATCH = 4;

    @Override
    public int unpack(byte[] input, int offset, int length, byte[] output, int outOffset, int outLength)
            throws CorruptFileSystemException {
        Objects.checkFromIndexSize(offset, length, input.length);
        Objects.checkFromIndexSize(outOffset, outLength, output.length);
        return block(input, offset, offset + length, output, outOffset, outOffset, outOffset + outLength);
    }

    /**
     * Unpacks a block.
     *
     * @param end where the input ends
     * @param start where the bytes begin that the block may repeat; before {@code at} where it follows another block
     * @param at where to write
     * @param limit where the output ends
     * @return how many bytes were written
     */
    static int block(byte[] in, int from, int end, byte[] out, int start, int at, int limit)
            throws CorruptFileSystemException {
        int read = from;
        int written = at;
        while (read < end) {
            int token = Byte.toUnsignedInt(in[read++]);
            int literals = token >>> 4;
            if (literals == LONG) {
                int more = more(in, read, end);
                literals += more;
                read += more / 255 + 1;
            }
            require(literals <= end - read && literals <= limit - written, "its literals are too many");
            Matches.literals(in, read, end, out, written, literals, limit);
            read += literals;
            written += literals;
            if (read == end) {
                return written - at;
            }
            require(end - read >= 2, "it is cut off");
            int distance = Byte.toUnsignedInt(in[read]) | (Byte.toUnsignedInt(in[read + 1]) << 8);
            read += 2;
            int length = token & LONG;
            if (length == LONG) {
                int more = more(in, read, end);
                length += more;
                read += more / 255 + 1;
            }
            length += SHORTEST_MATCH;
            require(distance > 0 && distance <= written - start, "it repeats what was never there");
            require(length <= limit - written, "it unpacks to more than it should");
            Matches.repeat(out, written, distance, length, limit);
            written += length;
        }
        throw corrupt("it does not end with literals");
    }

    /** A number in bytes that are added up, the first that is not 255 being the last; its size says how many bytes it has. */
    private static int more(byte[] in, int from, int end) throws CorruptFileSystemException {
        int at = from;
        while (at < end && in[at] == -1) {
            at++;
        }
        int count = at - from;
        require(at < end && count < Integer.MAX_VALUE / 256, "it is cut off");
        return count * 255 + Byte.toUnsignedInt(in[at]);
    }

    private static void require(boolean sound, String problem) throws CorruptFileSystemException {
        if (!sound) {
            throw corrupt(problem);
        }
    }

    private static CorruptFileSystemException corrupt(String problem) {
        return new CorruptFileSystemException("LZ4 block", -1, problem);
    }
}
