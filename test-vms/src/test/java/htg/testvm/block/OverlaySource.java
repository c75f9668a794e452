package htg.testvm.block;

import htg.common.DataSize;
import htg.common.ExitCode;
import htg.common.HtgException;
import htg.testvm.block.ChangeMap.Place;
import htg.testvm.block.ChangeMap.Run;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.UUID;

/**
 * A writable layer over another source, which it never changes unless told to {@link #commit}. Changed blocks are in a
 * sparse scratch file, whose space is given back when the layer is emptied or closed; memory holds two bits for each
 * block, half a mebibyte for a medium of 8 GiB. A power cut of the host loses the layer, whatever was flushed.
 */
public final class OverlaySource implements BlockSource {
    private static final int BLOCK = 4096;
    private static final int COPY = 1 << 20;

    private final BlockSource below;
    private final FileChannel scratch;
    private final ChangeMap map = new ChangeMap();
    private final long size;
    private final int blocks;

    private OverlaySource(BlockSource below, FileChannel scratch) {
        this.below = below;
        this.scratch = scratch;
        this.size = below.size().bytes();
        this.blocks = Math.toIntExact(blocksUpTo(size));
    }

    /**
     * Lays an empty layer over {@code below}.
     *
     * @param scratchFolder where the scratch file takes its space; the file has no name, so it never stays behind
     * @throws HtgException {@link ExitCode#ENVIRONMENT} when that folder cannot be written
     */
    public static OverlaySource over(BlockSource below, Path scratchFolder) {
        Path file = scratchFolder.resolve("overlay-" + UUID.randomUUID());
        try {
            FileChannel scratch = FileChannel.open(
                    file,
                    StandardOpenOption.CREATE_NEW,
                    StandardOpenOption.SPARSE,
                    StandardOpenOption.DELETE_ON_CLOSE,
                    StandardOpenOption.READ,
                    StandardOpenOption.WRITE);
            return new OverlaySource(below, scratch);
        } catch (IOException failure) {
            throw new HtgException(
                    ExitCode.ENVIRONMENT,
                    "Cannot write in folder " + scratchFolder + ": " + HtgException.reason(failure),
                    "Free some space there, or set TMPDIR to another place.",
                    failure);
        }
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
    public synchronized void read(long offset, ByteBuffer target) throws IOException {
        check(offset, target.remaining());
        long position = offset;
        while (target.hasRemaining()) {
            Run run = map.run(blockOf(position), blocks);
            int count = (int) Math.min(target.remaining(), (long) run.end() * BLOCK - position);
            readRun(run.place(), position, Transfer.take(target, count));
            position += count;
        }
    }

    @Override
    public synchronized void write(long offset, ByteBuffer data) throws IOException {
        check(offset, data.remaining());
        if (!data.hasRemaining()) {
            return;
        }
        long end = offset + data.remaining();
        bringUpEdges(offset, end);
        Transfer.write(scratch, offset, data);
        map.put(blockOf(offset), (int) blocksUpTo(end), Place.SCRATCH);
    }

    @Override
    public synchronized void writeZeroes(long offset, long length) throws IOException {
        check(offset, length);
        long end = offset + length;
        long firstWhole = Math.min(end, blocksUpTo(offset) * BLOCK);
        long lastWhole = end == size ? end : Math.max(firstWhole, end / BLOCK * BLOCK);
        write(offset, ByteBuffer.allocate((int) (firstWhole - offset)));
        if (firstWhole < lastWhole) {
            map.put(blockOf(firstWhole), (int) blocksUpTo(lastWhole), Place.ZEROES);
        }
        write(lastWhole, ByteBuffer.allocate((int) (end - lastWhole)));
    }

    /** Does nothing: the layer is not meant to outlive the host's power. */
    @Override
    public void flush() {}

    /** Forgets every change. */
    public synchronized void forget() throws IOException {
        map.clear();
        scratch.truncate(0);
    }

    /** Writes every change into the source below, flushes that, and is empty again. */
    public synchronized void commit() throws IOException {
        for (int block = 0; block < blocks; ) {
            Run run = map.run(block, blocks);
            commit(run);
            block = run.end();
        }
        below.flush();
        forget();
    }

    @Override
    public void close() {
        try {
            scratch.close();
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    private void commit(Run run) throws IOException {
        long start = (long) run.start() * BLOCK;
        long end = Math.min(size, (long) run.end() * BLOCK);
        if (run.place() == Place.ZEROES) {
            below.writeZeroes(start, end - start);
        } else if (run.place() == Place.SCRATCH) {
            for (long position = start; position < end; position += COPY) {
                ByteBuffer copy = ByteBuffer.allocate((int) Math.min(COPY, end - position));
                Transfer.read(scratch, position, copy);
                below.write(position, copy.flip());
            }
        }
    }

    private void readRun(Place place, long offset, ByteBuffer target) throws IOException {
        switch (place) {
            case BELOW -> below.read(offset, target);
            case SCRATCH -> Transfer.read(scratch, offset, target);
            case ZEROES -> Transfer.zero(target, target.remaining());
        }
    }

    /** Blocks that are about to be written in part come into the scratch file whole. */
    private void bringUpEdges(long offset, long end) throws IOException {
        if (offset % BLOCK != 0) {
            bringUp(blockOf(offset));
        }
        if (end % BLOCK != 0 && end != size) {
            bringUp(blockOf(end));
        }
    }

    private void bringUp(int block) throws IOException {
        Place place = map.run(block, block + 1).place();
        if (place != Place.SCRATCH) {
            long start = (long) block * BLOCK;
            ByteBuffer content = ByteBuffer.allocate((int) Math.min(BLOCK, size - start));
            readRun(place, start, content);
            Transfer.write(scratch, start, content.flip());
            map.put(block, block + 1, Place.SCRATCH);
        }
    }

    private static int blockOf(long offset) {
        return (int) (offset / BLOCK);
    }

    private static long blocksUpTo(long end) {
        return (end + BLOCK - 1) / BLOCK;
    }
}
