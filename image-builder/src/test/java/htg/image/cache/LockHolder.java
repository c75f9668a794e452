package htg.image.cache;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** A program that holds one lock of a cache and waits for another in a second thread, as a build does with two steps. */
final class LockHolder {
    private LockHolder() {}

    /** Args: the lock to hold, the lock to wait for, a file to make when it is held, one to make when both were had. */
    public static void main(String[] args) throws Exception {
        try (CacheLock held = CacheLock.acquire(Path.of(args[0]))) {
            held.ensureHeld();
            Thread second = new Thread(() -> take(Path.of(args[1]), Path.of(args[3])));
            second.start();
            Files.createFile(Path.of(args[2]));
            // The other process has our second lock until it gets this one, so this one has to be let go first.
            System.in.read();
        }
    }

    private static void take(Path lock, Path done) {
        try (CacheLock second = CacheLock.acquire(lock)) {
            second.ensureHeld();
            Files.createFile(done);
        } catch (IOException failure) {
            throw new IllegalStateException(failure);
        }
    }
}
