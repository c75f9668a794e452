package htg.fsimage.compress;

import htg.fsimage.volume.CorruptFileSystemException;
import htg.fsimage.volume.ImageFormatException;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicReference;

/**
 * Zstandard frames (RFC 8878), without dictionaries. Several frames give their contents one after the other; skippable frames are
 * skipped, and zeros behind the last frame are what file systems fill their blocks up with. Checksums are verified.
 */
public final class Zstd implements Decompressor {
    /** Tables and buffers that nobody uses at the moment. */
    private final AtomicReference<ZstdBlock> spare = new AtomicReference<>();

    @Override
    public int unpack(byte[] input, int offset, int length, byte[] output, int outOffset, int outLength)
            throws ImageFormatException {
        Objects.checkFromIndexSize(offset, length, input.length);
        Objects.checkFromIndexSize(outOffset, outLength, output.length);
        ZstdBlock block = spare.getAndSet(null);
        if (block == null) {
            block = new ZstdBlock();
        }
        int written =
                new Frames(block, input, offset, offset + length, output, outOffset + outLength).unpack(outOffset);
        spare.set(block);
        return written;
    }

    /** The frames of one input. */
    private static final class Frames {
        private final ZstdBlock block;
        private final byte[] input;
        private final int inputEnd;
        private final byte[] output;
        private final int outputEnd;
        private int in;
        private int out;

        Frames(ZstdBlock block, byte[] input, int in, int inputEnd, byte[] output, int outputEnd) {
            this.block = block;
            this.input = input;
            this.in = in;
            this.inputEnd = inputEnd;
            this.output = output;
            this.outputEnd = outputEnd;
        }

        int unpack(int start) throws ImageFormatException {
            out = start;
            int frames = 0;
            do {
                long magic = Bytes.u32(input, take(4));
                if (magic == ZstdFormat.MAGIC) {
                    frame();
                } else if (ZstdFormat.isSkippable(magic)) {
                    long size = Bytes.u32(input, take(4));
                    ZstdFormat.require(size <= inputEnd - in, "ends early");
                    in += (int) size;
                } else {
                    ZstdFormat.require(magic == 0 && frames > 0, "does not begin as a frame does");
                    in -= 4;
                    break;
                }
                frames++;
            } while (inputEnd - in >= 4);
            requireZeros();
            return out - start;
        }

        private void requireZeros() throws CorruptFileSystemException {
            while (in < inputEnd) {
                ZstdFormat.require(input[in++] == 0, "goes on behind its last frame");
            }
        }

        private void frame() throws ImageFormatException {
            int start = out;
            ZstdFormat.require(in < inputEnd, "ends early");
            ZstdHeader header = ZstdHeader.parse(input, take(ZstdHeader.length(Bytes.u8(input, in))));
            if (header.contentSize() > outputEnd - out) {
                throw ZstdFormat.corrupt("gives more than " + (outputEnd - out) + " bytes");
            }
            block.startFrame();
            boolean last = false;
            while (!last) {
                int blockHeader = Bytes.u24(input, take(3));
                int size = ZstdBlock.packedSize(blockHeader);
                out = block.unpack(blockHeader, input, take(size), output, start, out, outputEnd);
                last = (blockHeader & 1) != 0;
            }
            ZstdFormat.require(
                    header.contentSize() < 0 || header.contentSize() == out - start, "is not as long as it says");
            if (header.checksum()) {
                ZstdFormat.require(
                        Bytes.u32(input, take(4)) == (Xxh64.of(output, start, out - start) & 0xFFFF_FFFFL),
                        "has a wrong checksum");
            }
        }

        private int take(int count) throws CorruptFileSystemException {
            ZstdFormat.require(count <= inputEnd - in, "ends early");
            int at = in;
            in += count;
            return at;
        }
    }
}
