package htg.testvm.block;

import htg.common.DataSize;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Path;

/**
 * A medium that says its flushes are done, as cheap sticks do. Only each n-th flush is true: it puts everything written
 * so far on the medium below. All other flushes do nothing. A power cut loses exactly what was written since the last
 * true flush; until then all writes read back. Writes that bypass a cache (FUA) reach this source as a write and a flush,
 * and count as such.
 */
public final class LyingSource implements BlockSource {
    private final BlockSource below;
    private final OverlaySource pending;
    private final int trueFlush;
    private long flushes;

    private LyingSource(BlockSource below, OverlaySource pending, int trueFlush) {
        this.below = below;
        this.pending = pending;
        this.trueFlush = trueFlush;
    }

    /**
     * A medium on which the flushes number n, 2n, 3n ... are true.
     *
     * @param below the medium itself, writable
     * @param scratchFolder where what may be lost is kept
     * @param trueFlush n, at least 1; with 1 the medium does not lie
     */
    public static LyingSource over(BlockSource below, Path scratchFolder, int trueFlush) {
        if (trueFlush < 1 || below.isReadOnly()) {
            throw new IllegalArgumentException("a lying medium is writable, and each n-th flush is true, n from 1 on");
        }
        return new LyingSource(below, OverlaySource.over(below, scratchFolder), trueFlush);
    }

    /** A medium that keeps nothing at all. */
    public static LyingSource alwaysOver(BlockSource below, Path scratchFolder) {
        return over(below, scratchFolder, Integer.MAX_VALUE);
    }

    @Override
    public DataSize size() {
        return below.size();
    }

    @Override
    public boolean isReadOnly() {
        return false;
    }

    @Override
    public void read(long offset, ByteBuffer target) throws IOException {
        pending.read(offset, target);
    }

    @Override
    public void write(long offset, ByteBuffer data) throws IOException {
        pending.write(offset, data);
    }

    @Override
    public void writeZeroes(long offset, long length) throws IOException {
        pending.writeZeroes(offset, length);
    }

    @Override
    public synchronized void flush() throws IOException {
        flushes++;
        if (flushes % trueFlush == 0) {
            pending.commit();
        }
    }

    /** Drops what was written since the last true flush, and counts flushes from zero again. */
    public synchronized void powerCut() throws IOException {
        flushes = 0;
        pending.forget();
    }

    @Override
    public void close() {
        pending.close();
    }
}
