package htg.image.cache;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Semaphore;
import java.util.concurrent.locks.LockSupport;

/**
 * A lock between processes and between this process's threads. The operating system gives it back when the process dies,
 * so a killed build blocks nobody.
 */
final class CacheLock implements AutoCloseable {
    /** File locks do not exclude threads of one process from each other: these do. */
    private static final Map<Path, Semaphore> THREADS = new ConcurrentHashMap<>();

    private static final Duration PAUSE = Duration.ofMillis(20);

    private final Semaphore threads;
    private final FileChannel channel;
    private final FileLock lock;

    private CacheLock(Semaphore threads, FileChannel channel, FileLock lock) {
        this.threads = threads;
        this.channel = channel;
        this.lock = lock;
    }

    static CacheLock acquire(Path file) {
        Semaphore threads = semaphore(file);
        threads.acquireUninterruptibly();
        boolean held = false;
        try {
            FileChannel channel = open(file);
            CacheLock lock = new CacheLock(threads, channel, await(channel));
            held = true;
            return lock;
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        } finally {
            if (!held) {
                threads.release();
            }
        }
    }

    /**
     * Waits by asking again. The system's own waiting takes all threads of a process for one: where each of two builds holds a lock
     * in one thread and waits for the other's in another, it sees a deadlock that is none, and refuses.
     */
    private static FileLock await(FileChannel channel) throws IOException {
        FileLock lock = channel.tryLock();
        while (lock == null) {
            LockSupport.parkNanos(PAUSE.toNanos());
            lock = channel.tryLock();
        }
        return lock;
    }

    /** Empty when somebody holds it. */
    static Optional<CacheLock> tryAcquire(Path file) {
        Semaphore threads = semaphore(file);
        if (!threads.tryAcquire()) {
            return Optional.empty();
        }
        try {
            FileChannel channel = open(file);
            FileLock lock = channel.tryLock();
            if (lock != null) {
                return Optional.of(new CacheLock(threads, channel, lock));
            }
            channel.close();
        } catch (IOException failure) {
            threads.release();
            throw new UncheckedIOException(failure);
        }
        threads.release();
        return Optional.empty();
    }

    void ensureHeld() {
        if (!lock.isValid()) {
            throw new IllegalStateException("the lock was lost");
        }
    }

    @Override
    public void close() {
        try {
            channel.close();
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        } finally {
            threads.release();
        }
    }

    private static Semaphore semaphore(Path file) {
        return THREADS.computeIfAbsent(file.toAbsolutePath(), path -> new Semaphore(1));
    }

    private static FileChannel open(Path file) throws IOException {
        Files.createDirectories(file.toAbsolutePath().getParent());
        return FileChannel.open(file, StandardOpenOption.CREATE, StandardOpenOption.WRITE);
    }
}
