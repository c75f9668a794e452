package htg.testvm.machine;

import htg.common.DataSize;

/**
 * Requests that the stick answers with an error, as worn flash does (QEMU's {@code blkdebug}).
 *
 * @param offset of the first bad byte, a multiple of 512
 * @param length in bytes, a multiple of 512; one rule is made for each 4 KiB, or one for all if it is everything
 */
public record BlockFailure(Kind kind, long offset, long length) {
    private static final int SECTOR = 512;
    private static final int STEP = 4096;
    private static final int MOST_RULES = 256;

    /** The longest range that can fail. */
    public static final DataSize MOST = new DataSize((long) STEP * MOST_RULES);

    /** Beyond the end of any medium. */
    private static final long EVERYTHING = Long.MAX_VALUE / SECTOR * SECTOR;

    /** Nothing can be read at all: a disk with a password, or a dead one. */
    public static final BlockFailure UNREADABLE = new BlockFailure(Kind.READ_ERROR, 0, EVERYTHING);

    public BlockFailure {
        if (offset < 0 || length <= 0 || offset % SECTOR != 0 || length % SECTOR != 0) {
            throw new IllegalArgumentException("bad range " + offset + "+" + length);
        }
        if (length > MOST.bytes() && length != EVERYTHING) {
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
        if (length == EVERYTHING) {
            return rule("," + prefix + "inject-error.0.");
        }
        StringBuilder text = new StringBuilder();
        int rule = 0;
        for (long at = offset; at < offset + length; at += STEP) {
            String name = "," + prefix + "inject-error." + rule++ + ".";
            text.append(rule(name)).append(name).append("sector=").append(at / SECTOR);
        }
        return text.toString();
    }

    private String rule(String name) {
        return name + "event=none" + name + "iotype=" + kind.request + name + "errno=" + kind.errno + name + "once=off";
    }
}
