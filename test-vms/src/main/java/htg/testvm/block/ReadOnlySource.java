package htg.testvm.block;

import java.nio.ByteBuffer;
import java.nio.channels.NonWritableChannelException;

/** A source that refuses all changes. */
interface ReadOnlySource extends BlockSource {
    @Override
    default boolean isReadOnly() {
        return true;
    }

    @Override
    default void write(long offset, ByteBuffer data) {
        throw new NonWritableChannelException();
    }

    @Override
    default void writeZeroes(long offset, long length) {
        throw new NonWritableChannelException();
    }

    @Override
    default void flush() {}
}
