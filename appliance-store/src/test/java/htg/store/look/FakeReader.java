package htg.store.look;

import htg.common.ExitCode;
import htg.common.HtgException;
import htg.common.process.Command;
import htg.common.process.CommandResult;
import htg.common.process.CommandRunner;
import htg.common.process.RunningCommand;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.time.Duration;
import java.util.OptionalInt;
import java.util.concurrent.CountDownLatch;
import java.util.function.Consumer;

/** Starts a reader that says whatever a test wants it to. Not a single word of it has to be true. */
final class FakeReader implements CommandRunner, RunningCommand {
    private static final int MISSING = -1;

    private final InputStream output;
    private final int status;
    private final String errors;
    private final CountDownLatch ended;

    private FakeReader(InputStream output, int status, String errors, CountDownLatch ended) {
        this.output = output;
        this.status = status;
        this.errors = errors;
        this.ended = ended;
    }

    static FakeReader sending(InputStream output) {
        return new FakeReader(output, 0, "", new CountDownLatch(1));
    }

    static FakeReader ending(int status, String errors) {
        return ending(new byte[0], status, errors);
    }

    static FakeReader ending(byte[] output, int status, String errors) {
        return new FakeReader(new ByteArrayInputStream(output), status, errors, new CountDownLatch(1));
    }

    /** Cannot be started. */
    static FakeReader missing() {
        return ending(MISSING, "");
    }

    /** Sends nothing until it is ended. */
    static FakeReader silent() {
        CountDownLatch ended = new CountDownLatch(1);
        InputStream nothing = new InputStream() {
            @Override
            public int read() {
                try {
                    ended.await();
                } catch (InterruptedException interrupted) {
                    Thread.currentThread().interrupt();
                }
                return -1;
            }

            @Override
            public int read(byte[] into, int offset, int length) {
                return read();
            }
        };
        return new FakeReader(nothing, 137, "", ended);
    }

    @Override
    public RunningCommand start(Command command, Consumer<String> errorLines) {
        if (status == MISSING) {
            throw new HtgException(ExitCode.ENVIRONMENT, "Cannot start it", "", new IOException("no such program"));
        }
        return this;
    }

    @Override
    public CommandResult run(Command command, Consumer<String> errorLines) {
        throw new IllegalStateException("a reader is started, not run");
    }

    @Override
    public int runInTerminal(Command command) {
        throw new IllegalStateException("a reader needs no terminal");
    }

    @Override
    public long pid() {
        return 0;
    }

    @Override
    public OutputStream input() {
        return OutputStream.nullOutputStream();
    }

    @Override
    public InputStream output() {
        return output;
    }

    @Override
    public boolean isAlive() {
        return ended.getCount() > 0;
    }

    @Override
    public OptionalInt waitFor(Duration limit) {
        return OptionalInt.of(status);
    }

    @Override
    public String errorTail() {
        return errors;
    }

    @Override
    public void close() {
        ended.countDown();
    }
}
