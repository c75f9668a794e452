package htg.fsimage.compress;

import htg.fsimage.volume.UnsupportedFormatException;
import java.io.IOException;
import org.jspecify.annotations.Nullable;

/** A frame with a header, and checksums where its maker wanted them. */
final class Lz4CurrentFrame extends Lz4Frame {
    private static final int HISTORY = 64 << 10;
    private static final int VERSION = 1;
    private static final int STORED = 0x80000000;

    private final int flags;
    private final int largestBlock;
    private final long size;
    private final @Nullable XxHash32 contentHash;
    private final byte[] packed;
    private long unpacked;

    Lz4CurrentFrame(Lz4Source source) throws IOException {
        super(source);
        byte[] header = new byte[15];
        source.exactly(header, 0, 2);
        flags = header[0];
        if (((flags >>> 6) & 3) != VERSION) {
            throw new UnsupportedFormatException("LZ4 frames of version " + ((flags >>> 6) & 3) + " are not read");
        }
        int length = 2;
        length += has(0x08) ? 8 : 0;
        if (has(0x01)) {
            throw new UnsupportedFormatException("LZ4 frames that need a dictionary are not read");
        }
        source.exactly(header, 2, length - 1);
        require(header[length] == (byte) (XxHash32.of(header, 0, length) >>> 8), "its header fails its checksum");
        int code = (header[1] >>> 4) & 7;
        require(code >= 4, "its blocks have a size that is not defined");
        largestBlock = 1 << (8 + 2 * code);
        size = has(0x08) ? Lz4Source.bits64(header, 2) : -1;
        contentHash = has(0x04) ? new XxHash32() : null;
        packed = new byte[largestBlock];
    }

    private boolean has(int flag) {
        return (flags & flag) != 0;
    }

    @Override
    boolean nextBlock() throws IOException {
        int word = source.s32();
        if (word == 0) {
            finish();
            return false;
        }
        int length = word & ~STORED;
        require(length <= largestBlock, "it has a block of " + length + " bytes");
        source.exactly(packed, 0, length);
        if (has(0x10)) {
            require(source.s32() == XxHash32.of(packed, 0, length), "a block fails its checksum");
        }
        unpack(length, (word & STORED) != 0);
        unpacked += filled - taken;
        if (contentHash != null) {
            contentHash.update(window, taken, filled - taken);
        }
        return true;
    }

    private void unpack(int length, boolean stored) throws IOException {
        keepHistory();
        taken = filled;
        if (stored) {
            System.arraycopy(packed, 0, window, filled, length);
            filled += length;
        } else {
            filled += Lz4.block(packed, 0, length, window, 0, filled, filled + largestBlock);
        }
    }

    /** Blocks may repeat the last 64 KB before them, unless the header says that they do not. */
    private void keepHistory() {
        if (window.length == 0) {
            window = new byte[HISTORY + largestBlock];
        }
        int history = has(0x20) ? 0 : Math.min(filled, HISTORY);
        System.arraycopy(window, filled - history, window, 0, history);
        filled = history;
    }

    private void finish() throws IOException {
        if (contentHash != null) {
            require(source.s32() == contentHash.value(), "its content fails its checksum");
        }
        require(size < 0 || size == unpacked, "it unpacks to " + unpacked + " bytes instead of " + size);
    }
}
