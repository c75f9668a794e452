package htg.testvm.block;

import htg.common.DataSize;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.concurrent.TimeUnit;

/**
 * A medium that takes its time: each request takes what a {@link LatencyModel} says on top of what the source below
 * takes. It does one request after another, as a stick does: requests that come together wait for each other.
 */
public final class SlowSource implements BlockSource {
    private final BlockSource below;
    private final LatencyModel model;
    private final Pause pause;

    public SlowSource(BlockSource below, LatencyModel model) {
        this(below, model, SlowSource::sleep);
    }

    SlowSource(BlockSource below, LatencyModel model, Pause pause) {
        this.below = below;
        this.model = model;
        this.pause = pause;
    }

    @Override
    public DataSize size() {
        return below.size();
    }

    @Override
    public boolean isReadOnly() {
        return below.isReadOnly();
    }

    @Override
    public synchronized void read(long offset, ByteBuffer target) throws IOException {
        pause.take(model.cost(offset, target.remaining()));
        below.read(offset, target);
    }

    @Override
    public synchronized void write(long offset, ByteBuffer data) throws IOException {
        pause.take(model.cost(offset, data.remaining()));
        below.write(offset, data);
    }

    @Override
    public synchronized void writeZeroes(long offset, long length) throws IOException {
        pause.take(model.cost(offset, 0));
        below.writeZeroes(offset, length);
    }

    @Override
    public synchronized void discard(long offset, long length) throws IOException {
        pause.take(model.cost(offset, 0));
        below.discard(offset, length);
    }

    @Override
    public synchronized void flush() throws IOException {
        pause.take(model.cost(0, 0));
        below.flush();
    }

    /** Lets time pass. */
    interface Pause {
        void take(Duration time) throws IOException;
    }

    private static void sleep(Duration time) throws IOException {
        try {
            TimeUnit.NANOSECONDS.sleep(time.toNanos());
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw (IOException) new InterruptedIOException("the medium was interrupted").initCause(interrupted);
        }
    }
}
