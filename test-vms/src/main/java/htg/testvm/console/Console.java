package htg.testvm.console;

import htg.common.ExitCode;
import htg.common.HtgException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;

/**
 * The ears on a running machine: each stream is read by a thread of its own, logged to a file, and its events queue up
 * here with their times.
 */
public final class Console implements AutoCloseable {
    private static final int BUFFER = 1 << 14;
    private static final Duration LAST_WORDS = Duration.ofSeconds(2);

    private final BlockingQueue<TimedEvent> queue = new LinkedBlockingQueue<>();
    private final List<Thread> readers = new ArrayList<>();
    private final List<InputStream> streams = new ArrayList<>();
    private final Transcript transcript = new Transcript();
    private final long start = System.nanoTime();

    /** Time since this console was made, which is when the machine is switched on. */
    public Duration elapsed() {
        return Duration.ofNanos(System.nanoTime() - start);
    }

    /** Listens to {@code stream} until it ends, and keeps what it says, up to 16 MiB, in {@code log}. */
    public void listen(InputStream stream, Path log) {
        listen(stream, log, text -> {});
    }

    /** As {@link #listen}, and what it says can be read by {@link #heard}. */
    public void transcribe(InputStream stream, Path log) {
        listen(stream, log, transcript::add);
    }

    /** What the transcribed stream has said since the last call, a byte a character; the oldest is lost after 1 MiB. */
    public String heard() {
        return transcript.take();
    }

    private void listen(InputStream stream, Path log, Consumer<String> ear) {
        try {
            BoundedLog file = BoundedLog.open(log, BoundedLog.LIMIT);
            Thread reader = new Thread(() -> read(stream, file, log, ear), "htg-console");
            reader.setDaemon(true);
            streams.add(stream);
            readers.add(reader);
            reader.start();
        } catch (IOException failure) {
            throw new HtgException(
                    ExitCode.ENVIRONMENT,
                    "Cannot write " + log + ": " + HtgException.reason(failure),
                    "Choose another report folder, or free some space.",
                    failure);
        }
    }

    /** Adds an event that no console says: something that the harness itself does. */
    public void note(ConsoleEvent event) {
        tell(event);
    }

    /** Whether every stream has ended and all it said has been taken. */
    public boolean isSilent() {
        // In this order: a reader that is alive may be about to add something.
        return readers.stream().noneMatch(Thread::isAlive) && queue.isEmpty();
    }

    /**
     * The next event; empty when there is none until {@code limit}. Once every stream has ended, each call says so
     * anew.
     */
    public Optional<TimedEvent> next(Duration limit) {
        if (!readers.isEmpty() && isSilent()) {
            return Optional.of(new TimedEvent(elapsed(), new ConsoleEvent.Closed()));
        }
        // Even an interrupted thread takes what is there: so it comes to an end.
        Optional<TimedEvent> there = Optional.ofNullable(queue.poll());
        if (there.isPresent() || limit.isNegative() || limit.isZero()) {
            return there;
        }
        try {
            return Optional.ofNullable(queue.poll(limit.toNanos(), TimeUnit.NANOSECONDS));
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            return Optional.of(new TimedEvent(elapsed(), new ConsoleEvent.Closed()));
        }
    }

    /** Stops listening, after what is already in the streams has been read. */
    @Override
    public void close() {
        for (Thread reader : readers) {
            join(reader);
        }
        for (InputStream stream : streams) {
            closeQuietly(stream);
        }
    }

    private void read(InputStream stream, BoundedLog log, Path file, Consumer<String> ear) {
        ConsoleParser parser = new ConsoleParser();
        byte[] buffer = new byte[BUFFER];
        try (log) {
            for (int count = stream.read(buffer); count >= 0; count = stream.read(buffer)) {
                keep(log, file, buffer, count);
                // Latin-1 never fails on bytes cut in half; what we look for is ASCII.
                String text = new String(buffer, 0, count, StandardCharsets.ISO_8859_1);
                ear.accept(text);
                parser.read(text).forEach(this::tell);
            }
        } catch (IOException closed) {
            // The machine went away: this console says no more.
        } finally {
            tell(new ConsoleEvent.Closed());
        }
    }

    /** A full disk must not make a machine look switched off. */
    private void keep(BoundedLog log, Path file, byte[] buffer, int count) {
        try {
            log.write(buffer, count);
        } catch (IOException failure) {
            log.giveUp();
            tell(new ConsoleEvent.LogLost(file + ": " + HtgException.reason(failure)));
        }
    }

    private void tell(ConsoleEvent event) {
        queue.add(new TimedEvent(elapsed(), event));
    }

    private static void join(Thread reader) {
        try {
            reader.join(LAST_WORDS.toMillis());
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
        }
    }

    private static void closeQuietly(InputStream stream) {
        try {
            stream.close();
        } catch (IOException alreadyGone) {
            // QEMU closed it first.
        }
    }
}
