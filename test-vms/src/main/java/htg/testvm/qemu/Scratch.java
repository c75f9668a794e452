package htg.testvm.qemu;

import htg.common.ExitCode;
import htg.common.HtgException;
import htg.common.io.TemporaryFolder;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.charset.StandardCharsets;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.time.Instant;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/**
 * A machine's folder for its overlay, variables and sockets, removed when closed. What a killed process left behind is
 * removed when the next one opens a folder: a lock in it tells whether its owner still lives.
 */
public final class Scratch implements AutoCloseable {
    static final String PREFIX = "htg-vm-";
    private static final String LOCK = "lock";

    /** A socket's name ends at 107 bytes, of which a slash, the prefix, 20 digits and {@code /firmware} are not its. */
    private static final int LONGEST_PARENT = 107 - 1 - PREFIX.length() - 20 - 9;

    private static final Duration ABOUT_TO_LOCK = Duration.ofMinutes(1);

    /** Not even looked into: closing any descriptor of a file drops all locks that this process holds on it. */
    private static final Set<Path> OURS = ConcurrentHashMap.newKeySet();

    private final TemporaryFolder folder;
    private final FileChannel lock;

    private Scratch(TemporaryFolder folder, FileChannel lock) {
        this.folder = folder;
        this.lock = lock;
    }

    /** Opens a folder in the system's place for temporary files. */
    public static Scratch open() {
        return openIn(Path.of(System.getProperty("java.io.tmpdir")));
    }

    /**
     * Insists that machines can have such folders, before the first one starts.
     *
     * @throws HtgException {@link ExitCode#ENVIRONMENT} when they cannot be made, or their sockets cannot
     */
    public static void require() {
        open().close();
    }

    static synchronized Scratch openIn(Path parent) {
        if (parent.toString().getBytes(StandardCharsets.UTF_8).length > LONGEST_PARENT) {
            throw new HtgException(
                    ExitCode.ENVIRONMENT,
                    "Machines cannot have their sockets in " + parent + ": its name is longer than " + LONGEST_PARENT
                            + " bytes",
                    "Set TMPDIR to a folder with a shorter name.");
        }
        sweep(parent);
        TemporaryFolder folder = TemporaryFolder.create(parent, PREFIX);
        try {
            FileChannel channel =
                    FileChannel.open(folder.resolve(LOCK), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
            channel.lock();
            OURS.add(folder.path());
            return new Scratch(folder, channel);
        } catch (IOException failure) {
            folder.close();
            throw new UncheckedIOException(failure);
        }
    }

    public Path path() {
        return folder.path();
    }

    public Path resolve(String name) {
        return folder.resolve(name);
    }

    @Override
    public void close() {
        // Locked until it is gone: another htg that tidies up would remove it at the same time.
        try (lock) {
            folder.close();
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    private static void sweep(Path parent) {
        try (DirectoryStream<Path> old = Files.newDirectoryStream(parent, PREFIX + "*")) {
            old.forEach(Scratch::sweepOne);
        } catch (IOException | DirectoryIteratorException unreadable) {
            // A place that cannot be listed cannot be tidied; making a folder there may work all the same.
        }
    }

    /** On its own: one that stays must not keep those behind it. */
    private static void sweepOne(Path folder) {
        try {
            if (!OURS.contains(folder) && isAbandoned(folder.resolve(LOCK))) {
                TemporaryFolder.deleteTree(folder);
            }
        } catch (IOException | UncheckedIOException failure) {
            // Somebody else's folder, or one that is just being removed: not ours to tidy.
        }
    }

    /** A folder without a lock file may be about to get one, unless it is old. */
    private static boolean isAbandoned(Path file) throws IOException {
        Path folder = Objects.requireNonNull(file.getParent());
        if (!Files.exists(file)) {
            return Files.getLastModifiedTime(folder)
                    .toInstant()
                    .isBefore(Instant.now().minus(ABOUT_TO_LOCK));
        }
        if (!Files.isWritable(file)) {
            return false;
        }
        try (FileChannel channel = FileChannel.open(file, StandardOpenOption.WRITE)) {
            @Nullable FileLock mine = channel.tryLock();
            return mine != null;
        } catch (OverlappingFileLockException heldByUs) {
            return false;
        }
    }
}
