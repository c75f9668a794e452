package htg.fsimage.compress;

import htg.fsimage.volume.CorruptFileSystemException;
import htg.fsimage.volume.ImageFormatException;
import java.util.Objects;

/**
 * LZO1X streams without any header ({@code Documentation/staging/lzo.rst} of Linux), as squashfs and btrfs store them. Version 1 of the
 * format, with runs of zeros, is for memory alone and on no disk.
 */
public final class Lzo implements Decompressor {
    @Override
    public int unpack(byte[] input, int offset, int length, byte[] output, int outOffset, int outLength)
            throws ImageFormatException {
        Objects.checkFromIndexSize(offset, length, input.length);
        Objects.checkFromIndexSize(outOffset, outLength, output.length);
        return new Run(input, offset, offset + length, output, outOffset, outOffset + outLength).unpack();
    }

    /** One stream on its way. */
    private static final class Run {
        /** How many literals the last instruction copied: 0 to 3, and this for more. */
        private static final int MANY = 4;
        /** Where the distances of the longest matches begin; exactly this ends the stream. */
        private static final int FAR = 16_384;

        private final byte[] input;
        private final int inputEnd;
        private final byte[] output;
        private final int outputStart;
        private final int outputEnd;
        private int in;
        private int out;
        private int literals;
        private boolean ended;

        Run(byte[] input, int in, int inputEnd, byte[] output, int out, int outputEnd) {
            this.input = input;
            this.in = in;
            this.inputEnd = inputEnd;
            this.output = output;
            this.out = out;
            this.outputStart = out;
            this.outputEnd = outputEnd;
        }

        int unpack() throws CorruptFileSystemException {
            first();
            while (!ended) {
                instruction(next());
            }
            if (in != inputEnd) {
                throw corrupt("goes on behind its end");
            }
            return out - outputStart;
        }

        /** The first byte may stand for literals alone. */
        private void first() throws CorruptFileSystemException {
            int code = next();
            if (code > 17) {
                literals(code - 17);
                literals = Math.min(code - 17, MANY);
            } else if (code == 17 && in < inputEnd && input[in] != 0) {
                throw corrupt("is of another version");
            } else {
                instruction(code);
            }
        }

        private void instruction(int code) throws CorruptFileSystemException {
            if (code >= 64) {
                int length = code >= 128 ? 5 + ((code >> 5) & 3) : 3 + ((code >> 5) & 1);
                match((next() << 3) + ((code >> 2) & 7) + 1, length, code & 3);
            } else if (code >= 32) {
                int length = 2 + length(code & 31, 31);
                int low = next();
                match((next() << 6) + (low >> 2) + 1, length, low & 3);
            } else if (code >= 16) {
                far(code);
            } else if (literals == 0) {
                literals(3 + length(code, 15));
                literals = MANY;
            } else {
                int near = (next() << 2) + (code >> 2) + 1;
                match(literals == MANY ? near + 2048 : near, literals == MANY ? 3 : 2, code & 3);
            }
        }

        private void far(int code) throws CorruptFileSystemException {
            int length = 2 + length(code & 7, 7);
            int low = next();
            int distance = FAR + ((code & 8) << 11) + (next() << 6) + (low >> 2);
            if (distance == FAR) {
                ended = true;
            } else {
                match(distance, length, low & 3);
            }
        }

        /** A length that does not fit its field goes on in bytes: each 0 stands for 255 more. */
        private int length(int field, int most) throws CorruptFileSystemException {
            if (field != 0) {
                return field;
            }
            int length = most;
            int more = next();
            while (more == 0) {
                length += 255;
                more = next();
                if (length > outputEnd - outputStart) {
                    throw tooMuch();
                }
            }
            return length + more;
        }

        private void literals(int length) throws CorruptFileSystemException {
            if (length > inputEnd - in) {
                throw corrupt("ends early");
            } else if (length > outputEnd - out) {
                throw tooMuch();
            }
            Bytes.copy(input, in, output, out, length, outputEnd);
            in += length;
            out += length;
        }

        private void match(int distance, int length, int following) throws CorruptFileSystemException {
            if (distance > out - outputStart) {
                throw corrupt("refers to what was before its start");
            } else if (length > outputEnd - out) {
                throw tooMuch();
            }
            Bytes.repeat(output, out, distance, length, outputEnd);
            out += length;
            literals = following;
            if (following > 0) {
                literals(following);
            }
        }

        private int next() throws CorruptFileSystemException {
            if (in == inputEnd) {
                throw corrupt("ends early");
            }
            return Byte.toUnsignedInt(input[in++]);
        }

        private CorruptFileSystemException tooMuch() {
            return corrupt("gives more than " + (outputEnd - outputStart) + " bytes");
        }

        private static CorruptFileSystemException corrupt(String problem) {
            return new CorruptFileSystemException("LZO stream", -1, problem);
        }
    }
}
