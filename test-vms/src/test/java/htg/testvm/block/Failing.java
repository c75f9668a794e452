package htg.testvm.block;

import htg.common.DataSize;
import java.io.IOException;
import java.nio.ByteBuffer;
import org.jspecify.annotations.Nullable;

/** A medium whose reads fail as long as a test says so. */
final class Failing implements ReadOnlySource {
    volatile @Nullable IOException with;

    private final BlockSource below;

    Failing(BlockSource below) {
        this.below = below;
    }

    @Override
    public DataSize size() {
        return below.size();
    }

    @Override
    public void read(long offset, ByteBuffer target) throws IOException {
        IOException failure = with;
        if (failure != null) {
            throw failure;
        }
        below.read(offset, target);
    }
}
