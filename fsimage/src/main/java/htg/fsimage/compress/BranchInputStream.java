package htg.fsimage.compress;

import java.io.IOException;
import java.io.InputStream;

/** Applies a {@link BranchFilter} to what another stream reads. */
final class BranchInputStream extends PackedInputStream {
    private static final int CAPACITY = 32 << 10;

    private final InputStream source;
    private final BranchFilter filter;
    private final byte[] bytes = new byte[CAPACITY];
    private int place;
    private int taken;
    private int finished;
    private int end;
    private boolean ended;

    BranchInputStream(InputStream source, BranchFilter filter, int place) {
        this.source = source;
        this.filter = filter;
        this.place = place;
    }

    @Override
    int piece(byte[] into, int offset, int length) throws IOException {
        while (taken == finished) {
            if (ended) {
                return -1;
            }
            fill();
        }
        int count = Math.min(length, finished - taken);
        System.arraycopy(bytes, taken, into, offset, count);
        taken += count;
        return count;
    }

    private void fill() throws IOException {
        System.arraycopy(bytes, taken, bytes, 0, end - taken);
        end -= taken;
        taken = 0;
        int count = source.readNBytes(bytes, end, CAPACITY - end);
        ended = count == 0;
        end += count;
        finished = filter.undo(bytes, 0, end, place);
        place += finished;
        if (ended) {
            // What is too short for an instruction is as it was.
            finished = end;
        }
    }
}
