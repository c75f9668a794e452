package htg.fsimage.compress;

import java.io.IOException;

/**
 * A frame without any header: blocks of 8 MB, each with its size before it. It ends with its source, where another frame begins, or
 * with a number that is not followed by anything: the unpacked size, which the build of Linux appends.
 */
final class Lz4LegacyFrame extends Lz4Frame {
    private static final int BLOCK = 8 << 20;
    private static final int LARGEST_PACKED = BLOCK + BLOCK / 255 + 16;
    private static final int PIECE = 64 << 10;

    private byte[] packed = new byte[PIECE];

    Lz4LegacyFrame(Lz4Source source) {
        super(source);
    }

    @Override
    boolean nextBlock() throws IOException {
        if (source.atEnd()) {
            return false;
        }
        int size = source.s32();
        if (Lz4InputStream.begins(size)) {
            source.unread(size);
            return false;
        } else if (source.atEnd()) {
            return false;
        }
        require(size > 0 && size <= LARGEST_PACKED, "it has a block of " + Integer.toUnsignedString(size) + " bytes");
        load(size);
        if (window.length == 0) {
            window = new byte[BLOCK];
        }
        taken = 0;
        filled = Lz4.block(packed, 0, size, window, 0, 0, BLOCK);
        return true;
    }

    /** Takes no more memory than the source really has. */
    private void load(int size) throws IOException {
        for (int have = 0; have < size; ) {
            if (have == packed.length) {
                packed = java.util.Arrays.copyOf(packed, Math.min(packed.length * 2, LARGEST_PACKED));
            }
            int count = Math.min(size, packed.length) - have;
            source.exactly(packed, have, count);
            have += count;
        }
    }
}
