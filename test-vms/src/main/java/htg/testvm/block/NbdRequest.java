package htg.testvm.block;

import java.net.ProtocolException;
import java.nio.ByteBuffer;

/**
 * One request of the transmission phase.
 *
 * @param flags the command flags
 * @param type the command's number, known or not
 * @param handle what the client calls the request
 * @param offset unsigned, so negative means beyond any medium
 * @param length 0 to 2^32 - 1
 */
record NbdRequest(int flags, int type, long handle, long offset, long length) {
    static final int READ = 0;
    static final int WRITE = 1;
    static final int DISCONNECT = 2;
    static final int FLUSH = 3;
    static final int TRIM = 4;
    static final int WRITE_ZEROES = 6;

    static final int SIZE = 28;

    private static final int MAGIC = 0x2560_9513;
    private static final int FORCE_UNIT_ACCESS = 1;
    private static final int NO_HOLE = 1 << 1;

    static NbdRequest parse(ByteBuffer header) throws ProtocolException {
        if (header.getInt() != MAGIC) {
            throw new ProtocolException("no request");
        }
        return new NbdRequest(
                Short.toUnsignedInt(header.getShort()),
                Short.toUnsignedInt(header.getShort()),
                header.getLong(),
                header.getLong(),
                Integer.toUnsignedLong(header.getInt()));
    }

    /** What is wrong with this request, as far as can be told before it is tried. */
    NbdError check(NbdExport export) {
        if (!isKnown() || (flags & ~(FORCE_UNIT_ACCESS | NO_HOLE)) != 0) {
            return NbdError.INVALID;
        }
        if (export.isReadOnly() && isChange()) {
            return NbdError.NOT_PERMITTED;
        }
        boolean inside = type == FLUSH || export.holds(offset, length);
        return inside && !isTooLarge() ? NbdError.NONE : NbdError.INVALID;
    }

    /** Whether what it changes must be on the medium before it is answered (FUA). */
    boolean isThrough() {
        return isChange() && (flags & FORCE_UNIT_ACCESS) != 0;
    }

    /** Requests that carry no data have no limit: QEMU trims up to 2 GiB at once. */
    boolean isTooLarge() {
        return (type == READ || type == WRITE) && length > NbdExport.MOST_DATA;
    }

    private boolean isKnown() {
        return type == READ || type == FLUSH || isChange();
    }

    private boolean isChange() {
        return type == WRITE || type == TRIM || type == WRITE_ZEROES;
    }
}
