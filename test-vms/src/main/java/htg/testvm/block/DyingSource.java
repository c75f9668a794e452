package htg.testvm.block;

import htg.common.DataSize;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.concurrent.TimeUnit;

/**
 * A medium that does not answer: from the first request on all wait until a time has passed, and then fail. Thread-safe.
 */
public final class DyingSource implements BlockSource {
    private final DataSize size;
    private final Duration patience;
    private long end;

    /**
     * A medium that nobody has asked yet.
     *
     * @param patience how long requests wait
     */
    public DyingSource(DataSize size, Duration patience) {
        this.size = size;
        this.patience = patience;
    }

    @Override
    public DataSize size() {
        return size;
    }

    @Override
    public boolean isReadOnly() {
        return false;
    }

    @Override
    public void read(long offset, ByteBuffer target) throws IOException {
        fail();
    }

    @Override
    public void write(long offset, ByteBuffer data) throws IOException {
        fail();
    }

    @Override
    public void writeZeroes(long offset, long length) throws IOException {
        fail();
    }

    @Override
    public void discard(long offset, long length) throws IOException {
        fail();
    }

    @Override
    public void flush() throws IOException {
        fail();
    }

    private void fail() throws IOException {
        try {
            TimeUnit.NANOSECONDS.sleep(begin() - System.nanoTime());
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
        }
        throw new IOException("the medium does not answer");
    }

    private synchronized long begin() {
        if (end == 0) {
            end = System.nanoTime() + patience.toNanos();
        }
        return end;
    }
}
