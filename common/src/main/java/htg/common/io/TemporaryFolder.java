package htg.common.io;

import htg.common.ExitCode;
import htg.common.HtgException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import org.jspecify.annotations.Nullable;

/**
 * A folder that is removed when closed, and also when the process is interrupted. What {@code kill -9} leaves behind
 * carries the prefix, so that its owner can sweep it.
 */
public final class TemporaryFolder implements AutoCloseable {
    private final Path path;
    private final Thread hook;

    private TemporaryFolder(Path path) {
        this.path = path;
        this.hook = new Thread(() -> deleteTree(path), "htg-cleanup");
        Runtime.getRuntime().addShutdownHook(hook);
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
        deleteTree(path);
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

    private static final class Deleter extends SimpleFileVisitor<Path> {
        @Override
        public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) throws IOException {
            Files.deleteIfExists(file);
            return FileVisitResult.CONTINUE;
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
