package htg.fsimage.compress;

/** Makes the absolute targets of a machine's branches relative again, as its compiler wrote them. */
abstract class BranchFilter {
    /** What the start of the data must be a multiple of. */
    abstract int alignment();

    /**
     * Changes bytes in place.
     *
     * @param place of the first byte in the program
     * @return how many bytes from {@code offset} are finished; the others are to be given again with what follows
     */
    abstract int undo(byte[] bytes, int offset, int length, int place);

    static int u8(byte[] bytes, int at) {
        return bytes[at] & 0xFF;
    }
}
