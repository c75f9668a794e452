package htg.common.process;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.OptionalInt;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.stream.Stream;

/** A started program whose standard error is read by a thread of its own. */
final class ChildProcess implements RunningCommand {
    private static final int TAIL_LINES = 40;
    private static final int LINE_LIMIT = 2_000;
    private static final Duration READERS_LAG = Duration.ofSeconds(2);

    private final Process process;
    private final Deque<String> tail = new ArrayDeque<>();
    private final Thread errorReader;
    private String collected = "";

    ChildProcess(Process process, Consumer<String> errorLines) {
        this.process = process;
        this.errorReader = daemon("stderr", () -> readErrors(errorLines));
    }

    /** Collects standard output until the end of the program; kills it and returns false when {@code limit} comes first. */
    boolean collectUntil(Duration limit) {
        Thread reader = daemon("stdout", this::collect);
        boolean finished = waitFor(limit).isPresent();
        if (!finished) {
            close();
        }
        join(reader);
        join(errorReader);
        return finished;
    }

    synchronized String collected() {
        return collected;
    }

    /** Exit status after the end; 137 (killed) while something keeps it from ending. */
    int exitStatus() {
        return process.isAlive() ? 137 : process.exitValue();
    }

    void closeInput() {
        try {
            process.getOutputStream().close();
        } catch (IOException alreadyGone) {
            // The program ended before it read anything: nothing to tell it any more.
        }
    }

    @Override
    public long pid() {
        return process.pid();
    }

    @Override
    public OutputStream input() {
        return process.getOutputStream();
    }

    @Override
    public InputStream output() {
        return process.getInputStream();
    }

    @Override
    public boolean isAlive() {
        return process.isAlive();
    }

    @Override
    public OptionalInt waitFor(Duration limit) {
        try {
            boolean ended = process.waitFor(limit.toMillis(), TimeUnit.MILLISECONDS);
            return ended ? OptionalInt.of(process.exitValue()) : OptionalInt.empty();
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            return OptionalInt.empty();
        }
    }

    @Override
    public String errorTail() {
        if (!process.isAlive() && Thread.currentThread() != errorReader) {
            join(errorReader); // its last words tell why it has ended
        }
        synchronized (tail) {
            return String.join("\n", tail);
        }
    }

    @Override
    public void close() {
        if (!process.isAlive()) {
            return;
        }
        // Children first, or they would be re-parented and out of reach.
        List<ProcessHandle> children;
        try (Stream<ProcessHandle> descendants = process.descendants()) {
            children = descendants.toList();
        }
        children.forEach(ProcessHandle::destroyForcibly);
        process.destroyForcibly();
        waitFor(READERS_LAG);
    }

    private void collect() {
        String all = SystemCommandRunner.drain(process.getInputStream(), CommandRunner.CAPTURE_LIMIT);
        synchronized (this) {
            collected = all;
        }
    }

    private void readErrors(Consumer<String> errorLines) {
        try (BufferedReader reader =
                new BufferedReader(new InputStreamReader(process.getErrorStream(), StandardCharsets.UTF_8))) {
            for (String line = reader.readLine(); line != null; line = reader.readLine()) {
                String kept = line.length() > LINE_LIMIT ? line.substring(0, LINE_LIMIT) : line;
                remember(kept);
                errorLines.accept(kept);
            }
        } catch (IOException closed) {
            remember("(standard error was cut off: " + closed.getMessage() + ")");
        }
    }

    private void remember(String line) {
        synchronized (tail) {
            tail.addLast(line);
            while (tail.size() > TAIL_LINES) {
                tail.removeFirst();
            }
        }
    }

    private static Thread daemon(String name, Runnable work) {
        Thread thread = new Thread(
                () -> {
                    try {
                        work.run();
                    } catch (UncheckedIOException streamClosed) {
                        // The program was killed while we read: what was read so far is what there is.
                    }
                },
                "htg-" + name);
        thread.setDaemon(true);
        thread.start();
        return thread;
    }

    private static void join(Thread thread) {
        try {
            thread.join(READERS_LAG.toMillis());
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
        }
    }
}
