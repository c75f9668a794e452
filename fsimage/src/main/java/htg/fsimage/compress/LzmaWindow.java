package htg.fsimage.compress;

import htg.fsimage.volume.CorruptFileSystemException;
import htg.fsimage.volume.LimitExceededException;
import java.util.Arrays;

/**
 * What was unpacked last: as much as may be repeated, and some more, so that it has to be moved seldom. Grows with what is really there,
 * however large a dictionary the header claims.
 */
final class LzmaWindow {
    private static final int LEAST_STEP = 64 << 10;
    private static final int LARGEST_STEP = 1 << 20;
    /** Places count modulo this; moves keep them so. */
    private static final int ALIGNMENT = 16;

    private final long dictionary;
    private final int allowed;
    private final int largest;
    byte[] bytes;
    /** The first byte that may be repeated. */
    int start;
    /** Where the next byte comes. */
    int position;
    /** Where the next byte to be taken out is. */
    private int taken;
    /** Where this dictionary began, modulo the alignment. */
    private int origin;

    /**
     * A window.
     *
     * @param dictionary how far back the data may repeat itself
     * @param allowed how far back it may do so in this process
     * @param expected how many bytes are likely to come
     */
    LzmaWindow(long dictionary, int allowed, int expected) {
        this.dictionary = Math.max(dictionary, 1);
        this.allowed = allowed;
        int kept = (int) Math.min(this.dictionary, allowed);
        this.largest = (int) Math.min(
                Integer.MAX_VALUE - 64L, kept + (long) Math.max(LEAST_STEP, Math.min(LARGEST_STEP, kept / 4)));
        this.bytes = new byte[Math.min(largest, Math.max(LEAST_STEP, expected))];
    }

    /** The number by which the format chooses its models. */
    int place() {
        return position - origin;
    }

    void reset() {
        start = position;
        origin = position % ALIGNMENT;
    }

    /** Makes room for at least one byte, once all were taken out. */
    void makeRoom() throws LimitExceededException {
        if (position < bytes.length) {
            return;
        } else if (bytes.length < largest) {
            bytes = Arrays.copyOf(bytes, (int) Math.min(largest, bytes.length * 2L));
            return;
        }
        int used = position - start;
        if (dictionary > allowed && used > allowed) {
            throw new LimitExceededException(
                    "the data is packed with a dictionary of " + dictionary + " bytes; " + allowed + " are allowed");
        }
        int shift = (int) (position - Math.min(used, dictionary)) / ALIGNMENT * ALIGNMENT;
        System.arraycopy(bytes, shift, bytes, 0, position - shift);
        position -= shift;
        taken -= shift;
        start = Math.max(0, start - shift);
    }

    /** Moves out what came. */
    int take(byte[] into, int offset, int length) {
        int count = Math.min(length, position - taken);
        System.arraycopy(bytes, taken, into, offset, count);
        taken += count;
        return count;
    }

    boolean empty() {
        return taken == position;
    }

    /** Repeats bytes from {@code distance} + 1 bytes back, no further than {@code limit}; returns how many. */
    int repeat(int distance, int length, int limit) throws CorruptFileSystemException {
        if (distance < 0 || distance >= position - start || distance >= dictionary) {
            throw new CorruptFileSystemException("LZMA data", -1, "it repeats what was never there");
        }
        int count = Math.min(length, limit - position);
        Matches.repeat(bytes, position, distance + 1, count, limit);
        position += count;
        return count;
    }
}
