package htg.image.cache;

import htg.common.ExitCode;
import htg.common.HtgException;
import htg.common.io.TemporaryFolder;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.FileTime;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * A folder of results by content. Entries are folders {@code KIND/DIGEST}; they are filled under another name and renamed
 * when complete, under a lock of their own. Thread-safe and process-safe.
 */
public final class Cache {
    /** How many entries of a kind are worth their space; the newest stay. */
    private static final Map<String, Integer> KEEP =
            Map.of("tool", 2, "bios-reads", 6, "base", 3, "zfs", 3, "miniroot", 6, "feature", 60, "pool", 3);

    private static final String PART = ".part-";

    private final Path root;

    private Cache(Path root) {
        this.root = root;
    }

    /**
     * Opens the cache, making its folder where it is missing.
     *
     * @throws HtgException {@link ExitCode#ENVIRONMENT} when it cannot be written
     */
    public static Cache open(Path root) {
        Path absolute = root.toAbsolutePath().normalize();
        try {
            Files.createDirectories(absolute);
            // Pools in it hold password hashes.
            Files.setPosixFilePermissions(absolute, PosixFilePermissions.fromString("rwx------"));
            Files.createDirectories(absolute.resolve("locks"));
            Files.createDirectories(absolute.resolve("work"));
            if (!Files.isWritable(absolute.resolve("work"))) {
                throw new IOException("permission denied");
            }
        } catch (IOException failure) {
            throw new HtgException(
                    ExitCode.ENVIRONMENT,
                    "Cannot use the cache folder " + root + ": " + HtgException.reason(failure),
                    "Name another one with --cache DIR.",
                    failure);
        }
        return new Cache(absolute);
    }

    /** Where the cache of this user is: {@code $XDG_CACHE_HOME/htg}, or {@code ~/.cache/htg}. */
    public static Path defaultFolder(Map<String, String> environment) {
        String base = environment.getOrDefault("XDG_CACHE_HOME", "");
        return base.isBlank()
                ? Path.of(environment.getOrDefault("HOME", System.getProperty("user.home")), ".cache", "htg")
                : Path.of(base, "htg");
    }

    public Path root() {
        return root;
    }

    /** The finished entry, without making it; null when there is none. */
    public @Nullable Path find(CacheKey key) {
        Path entry = entry(key);
        return Files.isDirectory(entry) ? entry : null;
    }

    /**
     * The finished entry; {@code fill} makes it when it is missing. Whoever comes second while it is being made waits.
     *
     * @param fill gets an empty folder and fills it; whatever it throws leaves nothing behind
     */
    public Path get(CacheKey key, Consumer<Path> fill) {
        try (CacheLock lock = CacheLock.acquire(root.resolve("locks").resolve(key.toString()))) {
            lock.ensureHeld();
            Path entry = entry(key);
            if (!Files.isDirectory(entry)) {
                make(key, entry, fill);
            }
            Files.setLastModifiedTime(entry, FileTime.from(Instant.now()));
            return entry;
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    /** Runs {@code work} while no other build does anything under the same name. */
    public <T> T exclusively(String name, java.util.function.Supplier<T> work) {
        try (CacheLock lock = CacheLock.acquire(root.resolve("locks").resolve(name))) {
            lock.ensureHeld();
            return work.get();
        }
    }

    /**
     * A folder for intermediate files on the cache's file system.
     *
     * @param remover removes the folder with all its files, whoever owns them
     */
    public WorkFolder workFolder(Consumer<Path> remover) {
        return WorkFolder.create(root.resolve("work"), remover);
    }

    /**
     * Makes room: of each kind only the newest entries stay, and nothing stays of builds that were killed.
     *
     * @param remover removes a work folder with all its files, whoever owns them
     */
    public void prune(Consumer<Path> remover) {
        KEEP.forEach(this::pruneKind);
        KEEP.keySet().forEach(this::sweepParts);
        WorkFolder.sweep(root.resolve("work"), remover);
    }

    private void make(CacheKey key, Path entry, Consumer<Path> fill) throws IOException {
        Path part = part(key);
        // Ours since we hold the lock: a build was killed here.
        TemporaryFolder.deleteTree(part);
        Files.createDirectories(part);
        boolean done = false;
        try {
            fill.accept(part);
            Files.move(part, entry, StandardCopyOption.ATOMIC_MOVE);
            done = true;
        } finally {
            if (!done) {
                TemporaryFolder.deleteTree(part);
            }
        }
    }

    private void pruneKind(String kind, int keep) {
        List<Path> entries = list(root.resolve(kind)).stream()
                .filter(path -> !String.valueOf(path.getFileName()).startsWith(PART))
                .sorted(Comparator.comparing(Cache::lastUse).reversed())
                .toList();
        entries.stream().skip(keep).forEach(entry -> {
            CacheKey key = new CacheKey(kind, String.valueOf(entry.getFileName()));
            CacheLock.tryAcquire(root.resolve("locks").resolve(key.toString())).ifPresent(lock -> {
                try (lock) {
                    TemporaryFolder.deleteTree(entry);
                }
            });
        });
    }

    /** Unfinished entries belong to killed builds, unless somebody holds their lock. */
    private void sweepParts(String kind) {
        list(root.resolve(kind)).stream()
                .map(path -> String.valueOf(path.getFileName()))
                .filter(name -> name.startsWith(PART))
                .map(name -> new CacheKey(kind, name.substring(PART.length())))
                .forEach(key -> CacheLock.tryAcquire(root.resolve("locks").resolve(key.toString()))
                        .ifPresent(lock -> {
                            try (lock) {
                                TemporaryFolder.deleteTree(part(key));
                            }
                        }));
    }

    private Path part(CacheKey key) {
        return entry(key).resolveSibling(PART + key.digest());
    }

    private Path entry(CacheKey key) {
        return root.resolve(key.kind()).resolve(key.digest());
    }

    private static FileTime lastUse(Path path) {
        try {
            return Files.getLastModifiedTime(path);
        } catch (IOException gone) {
            return FileTime.fromMillis(0);
        }
    }

    private static List<Path> list(Path folder) {
        if (!Files.isDirectory(folder)) {
            return List.of();
        }
        try (Stream<Path> paths = Files.list(folder)) {
            return paths.toList();
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }
}
