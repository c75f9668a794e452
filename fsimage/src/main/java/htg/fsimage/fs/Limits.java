package htg.fsimage.fs;

import htg.fsimage.volume.LimitExceededException;

/**
 * What reading may cost. Hostile images ask for more than anybody has; who opens one says how much there is.
 *
 * @param memory bytes that one file system may keep at a time in caches and structures
 * @param depth of folders, and of trees on the disk where their format sets no limit
 * @param links symbolic links followed for one path
 * @param entries names that one walk may meet
 * @param extents pieces that one file may consist of
 */
public record Limits(long memory, int depth, int links, long entries, int extents) {
    /** For an image of any honest size in a process of 64 MB. */
    public static final Limits STANDARD = new Limits(24L << 20, 128, 40, 10_000_000, 2_000_000);

    /** Of the JDK's arrays, however much memory there is. */
    private static final long LARGEST_ARRAY = Integer.MAX_VALUE - 8;

    public Limits memory(long bytes) {
        return new Limits(bytes, depth, links, entries, extents);
    }

    public Limits entries(long count) {
        return new Limits(memory, depth, links, count, extents);
    }

    /**
     * Makes room for a structure whose size the image says.
     *
     * @param what names it in the error
     * @throws LimitExceededException when it alone would take more than there is
     */
    public byte[] allocate(long bytes, String what) throws LimitExceededException {
        if (bytes < 0 || bytes > Math.min(memory, LARGEST_ARRAY)) {
            throw new LimitExceededException(what + " would need " + Long.toUnsignedString(bytes) + " bytes of memory; "
                    + Math.min(memory, LARGEST_ARRAY) + " are allowed");
        }
        return new byte[(int) bytes];
    }
}
