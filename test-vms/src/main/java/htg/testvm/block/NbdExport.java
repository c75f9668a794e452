package htg.testvm.block;

/**
 * What a server tells a client about its medium.
 *
 * @param flags the protocol's transmission flags
 */
record NbdExport(long size, int flags) {
    /** No request may carry more data. */
    static final int MOST_DATA = 32 << 20;

    private static final int HAS_FLAGS = 1;
    private static final int READ_ONLY = 1 << 1;
    private static final int SEND_FLUSH = 1 << 2;
    private static final int SEND_FUA = 1 << 3;
    private static final int SEND_TRIM = 1 << 5;
    private static final int SEND_WRITE_ZEROES = 1 << 6;

    static NbdExport of(BlockSource source) {
        int flags = HAS_FLAGS | SEND_FLUSH | SEND_FUA | SEND_TRIM | SEND_WRITE_ZEROES;
        return new NbdExport(source.size().bytes(), source.isReadOnly() ? flags | READ_ONLY : flags);
    }

    boolean isReadOnly() {
        return (flags & READ_ONLY) != 0;
    }

    boolean holds(long offset, long length) {
        return offset >= 0 && offset <= size - length;
    }
}
