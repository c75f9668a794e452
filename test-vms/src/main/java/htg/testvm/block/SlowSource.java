package htg.testvm.block;

import htg.common.DataSize;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.concurrent.TimeUnit;

/**
 * A medium that takes its time: each request takes what a {@link LatencyModel} says on top of what the source below
 * takes. It does one request after another, as a stick does: requests that come together wait for each other. A model of
 * a BIOS takes no time once the firmware's part of the boot is over.
 */
public final class SlowSource implements BlockSource {
    private final BlockSource below;
    private final LatencyModel model;
    private final FirmwarePhase phase;
    private final Pause pause;

    /** A medium that only firmware ever reads. */
    public SlowSource(BlockSource below, LatencyModel model) {
        this(below, model, new FirmwarePhase());
    }

    /** A medium whose model ends with {@code phase}, if it is that of a BIOS. */
    public SlowSource(BlockSource below, LatencyModel model, FirmwarePhase phase) {
        this(below, model, phase, SlowSource::sleep);
    }

    SlowSource(BlockSource below, LatencyModel model, FirmwarePhase phase, Pause pause) {
        this.below = below;
        this.model = model;
        this.phase = phase;
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
        take(model.cost(offset, target.remaining()));
        below.read(offset, target);
    }

    @Override
    public synchronized void write(long offset, ByteBuffer data) throws IOException {
        take(model.cost(offset, data.remaining()));
        below.write(offset, data);
    }

    @Override
    public synchronized void writeZeroes(long offset, long length) throws IOException {
        take(model.cost(offset, 0));
        below.writeZeroes(offset, length);
    }

    @Override
    public synchronized void discard(long offset, long length) throws IOException {
        take(model.cost(offset, 0));
        below.discard(offset, length);
    }

    @Override
    public synchronized void flush() throws IOException {
        take(model.cost(0, 0));
        below.flush();
    }

    private void take(Duration time) throws IOException {
        if (!model.firmwareOnly() || !phase.isOver()) {
            pause.take(time);
        }
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
