package htg.testvm.block;

import htg.common.DataSize;
import java.nio.ByteBuffer;
import java.util.Arrays;

/** A medium in memory that counts what is asked of it. */
final class MemorySource implements BlockSource {
    private final byte[] bytes;
    private int flushes;
    private int reads;

    MemorySource(int size) {
        this(new byte[size]);
    }

    MemorySource(byte[] content) {
        bytes = content.clone();
    }

    /** A medium in which no two neighbouring bytes are equal, nor two sectors. */
    static MemorySource patterned(int size) {
        return new MemorySource(pattern(size));
    }

    static byte[] pattern(int size) {
        byte[] content = new byte[size];
        for (int i = 0; i < size; i++) {
            content[i] = (byte) (i * 7 + i / 512 + 1);
        }
        return content;
    }

    synchronized byte[] content() {
        return bytes.clone();
    }

    synchronized int flushes() {
        return flushes;
    }

    synchronized int reads() {
        return reads;
    }

    @Override
    public DataSize size() {
        return new DataSize(bytes.length);
    }

    @Override
    public boolean isReadOnly() {
        return false;
    }

    @Override
    public synchronized void read(long offset, ByteBuffer target) {
        check(offset, target.remaining());
        reads++;
        target.put(bytes, (int) offset, target.remaining());
    }

    @Override
    public synchronized void write(long offset, ByteBuffer data) {
        check(offset, data.remaining());
        data.get(bytes, (int) offset, data.remaining());
    }

    @Override
    public synchronized void writeZeroes(long offset, long length) {
        check(offset, length);
        Arrays.fill(bytes, (int) offset, (int) (offset + length), (byte) 0);
    }

    @Override
    public synchronized void flush() {
        flushes++;
    }
}
