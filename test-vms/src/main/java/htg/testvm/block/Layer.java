package htg.testvm.block;

import htg.common.DataSize;
import java.io.IOException;
import java.nio.ByteBuffer;

/** A source that passes everything on to the one below; layers override what they change. */
abstract class Layer implements BlockSource {
    private final BlockSource below;

    Layer(BlockSource below) {
        this.below = below;
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
    public void read(long offset, ByteBuffer target) throws IOException {
        below.read(offset, target);
    }

    @Override
    public void write(long offset, ByteBuffer data) throws IOException {
        below.write(offset, data);
    }

    @Override
    public void writeZeroes(long offset, long length) throws IOException {
        below.writeZeroes(offset, length);
    }

    @Override
    public void discard(long offset, long length) throws IOException {
        below.discard(offset, length);
    }

    @Override
    public void flush() throws IOException {
        below.flush();
    }
}
