package htg.testvm.block;

import java.io.IOException;
import java.nio.ByteBuffer;

/** A medium whose reads are logged as they come in, whatever becomes of them. Thread-safe. */
public final class LoggedSource extends Layer {
    private final ReadLog log;

    public LoggedSource(BlockSource below, ReadLog log) {
        super(below);
        this.log = log;
    }

    @Override
    public void read(long offset, ByteBuffer target) throws IOException {
        log.add(System.nanoTime(), offset, target.remaining());
        super.read(offset, target);
    }
}
