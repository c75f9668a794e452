package htg.common.process;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.time.Duration;
import java.util.OptionalInt;
import java.util.zip.ZipException;
import org.jspecify.annotations.Nullable;

/** What the program {@code zstd} unpacks; a thread feeds it, so that no more than pipes and buffers are ever filled. */
public final class ZstdStream extends FilterInputStream {
    private static final int BUFFER = 32 << 10;
    private static final Duration LAG = Duration.ofSeconds(10);

    private final RunningCommand zstd;
    private final Thread feeder;
    private volatile @Nullable IOException unreadable;

    private ZstdStream(RunningCommand zstd, InputStream packed) {
        super(zstd.output());
        this.zstd = zstd;
        this.feeder = new Thread(() -> feed(packed), "htg-zstd");
        feeder.setDaemon(true);
        feeder.start();
    }

    /**
     * Unpacks a stream to its end. Who closes {@code packed} has closed this one before. When zstd cannot unpack it, reading
     * ends in a {@link ZipException}.
     *
     * @param zstd what starts the program, without options
     * @throws htg.common.HtgException when it cannot be started
     */
    public static InputStream of(CommandRunner runner, Command zstd, InputStream packed) {
        return new ZstdStream(runner.start(zstd.with("-dcq"), line -> {}), packed);
    }

    private void feed(InputStream packed) {
        byte[] buffer = new byte[BUFFER];
        try (OutputStream input = zstd.input()) {
            for (int count = next(packed, buffer); count >= 0; count = next(packed, buffer)) {
                input.write(buffer, 0, count);
            }
        } catch (IOException ended) {
            // It has had enough, or was closed: its exit status tells.
        }
    }

    private int next(InputStream packed, byte[] buffer) {
        try {
            return packed.read(buffer);
        } catch (IOException failure) {
            unreadable = failure;
            return -1;
        }
    }

    @Override
    public int read() throws IOException {
        byte[] one = new byte[1];
        return read(one, 0, 1) < 0 ? -1 : Byte.toUnsignedInt(one[0]);
    }

    @Override
    public int read(byte[] into, int offset, int length) throws IOException {
        int count = super.read(into, offset, length);
        if (count < 0) {
            requireSuccess();
        }
        return count;
    }

    private void requireSuccess() throws IOException {
        OptionalInt status = zstd.waitFor(LAG);
        IOException failure = unreadable;
        if (failure != null) {
            throw failure;
        }
        if (status.orElse(1) != 0) {
            throw new ZipException("zstd cannot unpack it: " + zstd.errorTail().strip());
        }
    }

    @Override
    public void close() throws IOException {
        zstd.close();
        try {
            feeder.join(LAG.toMillis());
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
        }
    }
}
