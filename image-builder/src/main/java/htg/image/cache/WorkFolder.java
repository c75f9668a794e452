package htg.image.cache;

import htg.common.ExitCode;
import htg.common.HtgException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.UUID;
import java.util.function.Consumer;
import java.util.stream.Stream;

/**
 * A folder for the unfinished, removed when closed. It is locked while in use, so that the next build can tell the
 * folders of living builds from those of killed ones.
 */
public final class WorkFolder implements AutoCloseable {
    private static final String LOCK = ".lock";

    private final Path path;
    private final CacheLock lock;
    private final Consumer<Path> remover;

    private WorkFolder(Path path, CacheLock lock, Consumer<Path> remover) {
        this.path = path;
        this.lock = lock;
        this.remover = remover;
    }

    static WorkFolder create(Path parent, Consumer<Path> remover) {
        String name = UUID.randomUUID().toString();
        CacheLock lock = CacheLock.acquire(parent.resolve(name + LOCK));
        try {
            return new WorkFolder(Files.createDirectory(parent.resolve(name)), lock, remover);
        } catch (IOException failure) {
            lock.close();
            throw new HtgException(
                    ExitCode.ENVIRONMENT,
                    "Cannot make a folder in " + parent + ": " + HtgException.reason(failure),
                    "Free some space there, or name another cache with --cache DIR.",
                    failure);
        }
    }

    public Path path() {
        return path;
    }

    public Path resolve(String name) {
        return path.resolve(name);
    }

    @Override
    public void close() {
        try (lock) {
            remover.accept(path);
            Files.deleteIfExists(lockFile(path));
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    /** Removes the folders whose builds are gone. */
    static void sweep(Path parent, Consumer<Path> remover) {
        for (Path lockFile : lockFiles(parent)) {
            CacheLock.tryAcquire(lockFile).ifPresent(lock -> {
                String name = String.valueOf(lockFile.getFileName());
                Path folder = lockFile.resolveSibling(name.substring(0, name.length() - LOCK.length()));
                new WorkFolder(folder, lock, remover).close();
            });
        }
    }

    private static Path lockFile(Path folder) {
        return folder.resolveSibling(folder.getFileName() + LOCK);
    }

    private static List<Path> lockFiles(Path parent) {
        try (Stream<Path> paths = Files.list(parent)) {
            return paths.filter(path -> path.toString().endsWith(LOCK)).toList();
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }
}
