package htg.common.io;

import htg.common.ExitCode;
import htg.common.HtgException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * A folder that is removed when closed, and also when the process is interrupted. What {@code kill -9} leaves behind
 * carries the prefix, so that its owner can sweep it.
 */
public final class TemporaryFolder implements AutoCloseable {
    private static final long CHILDREN_LAG_MILLIS = 2_000;

    private final Path path;
    private final Thread hook;

    private TemporaryFolder(Path path) {
        this.path = path;
        this.hook = new Thread(this::deleteWhenInterrupted, "htg-cleanup");
        try {
            Runtime.getRuntime().addShutdownHook(hook);
        } catch (IllegalStateException shuttingDown) {
            // Too late for a hook: nobody else would remove it.
            delete();
            throw new HtgException(ExitCode.FAILED, "Interrupted", "", shuttingDown);
        }
    }

    /** Makes a folder under {@code parent}, or under the system's place for temporary files. */
    public static TemporaryFolder create(@Nullable Path parent, String prefix) {
        try {
            if (parent == null) {
                return new TemporaryFolder(Files.createTempDirectory(prefix));
            }
            Files.createDirectories(parent);
            return new TemporaryFolder(Files.createTempDirectory(parent, prefix));
        } catch (IOException failure) {
            throw new HtgException(
                    ExitCode.ENVIRONMENT,
                    "Cannot make a temporary folder" + (parent == null ? "" : " in " + parent) + ": "
                            + HtgException.reason(failure),
                    "Free some space there, or set TMPDIR to another place.",
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
        delete();
        try {
            Runtime.getRuntime().removeShutdownHook(hook);
        } catch (IllegalStateException shuttingDown) {
            // The hook is running or about to: it finds nothing left to delete.
        }
    }

    /** Removes a folder and all below it; links are removed, never followed. A missing folder is fine. */
    public static void deleteTree(Path root) {
        if (!Files.exists(root, java.nio.file.LinkOption.NOFOLLOW_LINKS)) {
            return;
        }
        try {
            Files.walkFileTree(root, new Deleter());
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    /** Our children still run then: they are stopped first, or they would go on writing into the folder. */
    private void deleteWhenInterrupted() {
        try (Stream<ProcessHandle> descendants = ProcessHandle.current().descendants()) {
            List<ProcessHandle> children = descendants.toList();
            children.forEach(ProcessHandle::destroyForcibly);
            children.forEach(TemporaryFolder::awaitEnd);
        }
        delete();
    }

    /** The interrupted work may be closing this folder at the same moment. */
    private synchronized void delete() {
        deleteTree(path);
    }

    private static void awaitEnd(ProcessHandle child) {
        try {
            child.onExit().get(CHILDREN_LAG_MILLIS, TimeUnit.MILLISECONDS);
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
        } catch (ExecutionException | TimeoutException stuck) {
            // It belongs to another user or hangs in the kernel; deleting what it leaves is still right.
        }
    }

    private static final class Deleter extends SimpleFileVisitor<Path> {
        @Override
        public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) throws IOException {
            Files.deleteIfExists(file);
            return FileVisitResult.CONTINUE;
        }

        /** What somebody else has removed meanwhile is as gone as it should be. */
        @Override
        public FileVisitResult visitFileFailed(Path file, IOException failure) throws IOException {
            if (failure instanceof NoSuchFileException) {
                return FileVisitResult.CONTINUE;
            }
            throw failure;
        }

        @Override
        public FileVisitResult postVisitDirectory(Path folder, @Nullable IOException failure) throws IOException {
            if (failure != null) {
                throw failure;
            }
            Files.deleteIfExists(folder);
            return FileVisitResult.CONTINUE;
        }
    }
}
