package htg.testvm.junit;

import htg.common.process.CommandRunner;
import htg.common.process.FileDigest;
import htg.testvm.qemu.StickImage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;

/** Digests of the images under test, each computed once, however many tests boot it. Thread-safe. */
final class ImageDigests {
    private final Map<Version, CompletableFuture<Optional<String>>> known = new ConcurrentHashMap<>();
    private final FileDigest digest;

    ImageDigests(CommandRunner runner) {
        digest = new FileDigest(runner);
    }

    /** Begins to compute it, if nobody has, beside whatever the caller does; empty for a file that cannot be read. */
    CompletableFuture<Optional<String>> of(StickImage image) {
        return Version.of(image.path())
                .map(version -> known.computeIfAbsent(version, this::begin))
                .orElseGet(() -> CompletableFuture.completedFuture(Optional.empty()));
    }

    private CompletableFuture<Optional<String>> begin(Version version) {
        return CompletableFuture.supplyAsync(() -> Optional.of(digest.of(version.path())))
                .exceptionally(unreadable -> Optional.empty());
    }

    /** An image as it is now: a test may make it anew under the same name. */
    private record Version(Path path, long bytes, FileTime modified) {
        static Optional<Version> of(Path path) {
            try {
                return Optional.of(new Version(path.toRealPath(), Files.size(path), Files.getLastModifiedTime(path)));
            } catch (IOException gone) {
                return Optional.empty();
            }
        }
    }
}
