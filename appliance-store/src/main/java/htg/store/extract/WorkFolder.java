package htg.store.extract;

import htg.common.ExitCode;
import htg.common.HtgException;
import htg.common.io.TemporaryFolder;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import org.jspecify.annotations.Nullable;

/**
 * A folder to work in that is gone when it is closed, and after {@code kill -9} when the next one is made beside it: each holds a lock as
 * long as its owner lives, and what nobody holds is removed.
 */
public final class WorkFolder implements AutoCloseable {
    private static final String LOCK = "lock";

    private final TemporaryFolder folder;
    private final FileChannel lock;

    private WorkFolder(TemporaryFolder folder, FileChannel lock) {
        this.folder = folder;
        this.lock = lock;
    }

    /**
     * Makes one, with a name that begins with {@code prefix}.
     *
     * @throws HtgException {@link ExitCode#ENVIRONMENT} when it cannot be made there
     */
    public static WorkFolder in(@Nullable Path parent, String prefix) {
        TemporaryFolder folder = TemporaryFolder.create(parent, prefix);
        try {
            sweep(folder.path(), prefix);
            FileChannel lock =
                    FileChannel.open(folder.resolve(LOCK), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
            lock.lock();
            return new WorkFolder(folder, lock);
        } catch (IOException failure) {
            folder.close();
            throw new HtgException(
                    ExitCode.ENVIRONMENT,
                    "Cannot write in folder " + folder.path().getParent() + ": " + HtgException.reason(failure),
                    "Choose a folder you may write to.",
                    failure);
        }
    }

    private static void sweep(Path ours, String prefix) {
        Path parent = ours.getParent();
        if (parent == null) {
            return;
        }
        try (DirectoryStream<Path> all = Files.newDirectoryStream(parent)) {
            for (Path other : all) {
                if (String.valueOf(other.getFileName()).startsWith(prefix) && !other.equals(ours)) {
                    sweepOne(other, ours);
                }
            }
        } catch (IOException | DirectoryIteratorException unreadable) {
            // A place that cannot be listed cannot be tidied, but can be worked in.
        }
    }

    /** Only what belongs to the same user: nobody else can change it meanwhile. One without a lock is about to get it. */
    private static void sweepOne(Path other, Path ours) {
        Path file = other.resolve(LOCK);
        try {
            boolean mine = Files.isDirectory(other, LinkOption.NOFOLLOW_LINKS)
                    && Files.getOwner(other, LinkOption.NOFOLLOW_LINKS).equals(Files.getOwner(ours))
                    && Files.isRegularFile(file, LinkOption.NOFOLLOW_LINKS);
            if (mine && isFree(file)) {
                TemporaryFolder.deleteTree(other);
            }
        } catch (IOException | UncheckedIOException failure) {
            // It is being removed by its owner, or stays: that keeps nobody from working.
        }
    }

    private static boolean isFree(Path file) throws IOException {
        try (FileChannel channel = FileChannel.open(file, StandardOpenOption.WRITE)) {
            return channel.tryLock() != null;
        } catch (OverlappingFileLockException ours) {
            return false;
        }
    }

    public Path resolve(String name) {
        return folder.resolve(name);
    }

    @Override
    public void close() {
        folder.close();
        try {
            lock.close();
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }
}
