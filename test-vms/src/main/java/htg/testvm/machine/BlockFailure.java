package htg.testvm.machine;

import htg.common.DataSize;

/**
 * Requests that the stick answers with an error, as worn flash does (QEMU's {@code blkdebug}).
 *
 * @param offset of the first bad byte, a multiple of 512
 * @param length in bytes, a multiple of 512; one rule is made for each 4 KiB
 */
public record BlockFailure(Kind kind, long offset, long length) {
    private static final int SECTOR = 512;
    private static final int STEP = 4096;
    private static final int MOST_RULES = 256;

    /** The longest range that can fail. */
    public static final DataSize MOST = new DataSize((long) STEP * MOST_RULES);

    public BlockFailure {
        if (offset < 0 || length <= 0 || offset % SECTOR != 0 || length % SECTOR != 0) {
            throw new IllegalArgumentException("bad range " + offset + "+" + length);
        }
        if (length > MOST.bytes()) {
            throw new IllegalArgumentException("more than 1 MiB cannot fail");
        }
    }

    /** What fails, and with which error. */
    public enum Kind {
        READ_ERROR("read", 5),
        NO_SPACE("write", 28);

        private final String request;
        private final int errno;

        Kind(String request, int errno) {
            this.request = request;
            this.errno = errno;
        }
    }

    /** The options of a {@code blkdebug} node, each with {@code prefix}. */
    String options(String prefix) {
        StringBuilder text = new StringBuilder();
        int rule = 0;
        for (long at = offset; at < offset + length; at += STEP) {
            String name = "," + prefix + "inject-error." + rule++ + ".";
            text.append(name)
                    .append("event=none")
                    .append(name)
                    .append("iotype=")
                    .append(kind.request);
            text.append(name).append("errno=").append(kind.errno).append(name).append("once=off");
            text.append(name).append("sector=").append(at / SECTOR);
        }
        return text.toString();
    }
}
