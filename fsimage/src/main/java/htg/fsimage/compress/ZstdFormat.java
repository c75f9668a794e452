package htg.fsimage.compress;

import htg.fsimage.volume.CorruptFileSystemException;

/** Numbers that all parts of the zstd reader share (RFC 8878). */
final class ZstdFormat {
    static final long MAGIC = 0xFD2FB528L;
    /** Skippable frames have this magic number or one of the 15 that follow. */
    static final long SKIPPABLE = 0x184D2A50L;

    /** No block gives more, and none takes more. */
    static final int LARGEST_BLOCK = 128 << 10;

    private ZstdFormat() {}

    static boolean isSkippable(long magic) {
        return (magic & ~0xFL) == SKIPPABLE;
    }

    static CorruptFileSystemException corrupt(String problem) {
        return new CorruptFileSystemException("zstd stream", -1, problem);
    }

    static void require(boolean sound, String problem) throws CorruptFileSystemException {
        if (!sound) {
            throw corrupt(problem);
        }
    }
}
