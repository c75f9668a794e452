package htg.store.extract;

import htg.common.DataSize;
import htg.common.ExitCode;
import htg.common.HtgException;
import htg.common.io.TemporaryFolder;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** A file or folder that appears under its name when it is complete: it is written beside that name, and then moved. */
public final class Delivery implements AutoCloseable {
    private final Path target;
    private final boolean force;
    private final boolean merged;
    private final TemporaryFolder aside;
    private final FolderSink sink;

    private Delivery(Path target, boolean force, boolean merged, TemporaryFolder aside) {
        this.target = target;
        this.force = force;
        this.merged = merged;
        this.aside = aside;
        this.sink = new FolderSink(aside.resolve("content"));
    }

    /**
     * Prepares a place.
     *
     * @param wanted what it is to be called; a folder that is there gets it inside; null for the name of {@code source} here
     * @param source the path in the image, whose last name it has where there is none better
     * @param force whether a file that is there may be replaced
     * @throws HtgException {@link ExitCode#REFUSED} when there is something already
     */
    public static Delivery to(@Nullable Path wanted, String source, boolean force) {
        Path last = Path.of("/").resolve(source).normalize().getFileName();
        String name = last == null ? "root" : last.toString();
        Path target = (wanted == null ? Path.of(name) : wanted).toAbsolutePath().normalize();
        if (wanted != null && Files.isDirectory(target)) {
            target = target.resolve(name);
        }
        requireFree(target, force);
        return new Delivery(target, force, false, beside(target));
    }

    /**
     * Prepares a place for files that go into one folder, which may be there.
     *
     * @param force whether files that are there may be replaced
     */
    public static Delivery into(Path folder, boolean force) {
        Path target = folder.toAbsolutePath().normalize();
        boolean there = Files.isDirectory(target);
        if (!there) {
            requireFree(target, false);
        }
        return new Delivery(target, force, there, beside(target));
    }

    private static TemporaryFolder beside(Path target) {
        return TemporaryFolder.create(target.getParent(), "." + target.getFileName() + ".part-");
    }

    private static void requireFree(Path target, boolean force) {
        boolean there = Files.exists(target, LinkOption.NOFOLLOW_LINKS);
        if (there && !(force && Files.isRegularFile(target, LinkOption.NOFOLLOW_LINKS))) {
            throw new HtgException(
                    ExitCode.REFUSED,
                    target + " is there already",
                    "Name another place with --to" + (Files.isRegularFile(target) ? ", or add --force." : "."));
        }
    }

    public Sink sink() {
        return sink;
    }

    /** Moves what was received to its name. */
    public void finish() {
        try {
            sink.close();
            Path content = aside.resolve("content");
            if (!Files.exists(content, LinkOption.NOFOLLOW_LINKS)) {
                throw new IOException("nothing was received");
            } else if (merged) {
                merge(content);
            } else {
                move(content, target);
            }
        } catch (IOException failure) {
            throw new HtgException(
                    ExitCode.FAILED, "Cannot write " + target + ": " + HtgException.reason(failure), "", failure);
        }
    }

    /** Nothing is moved before all can be. */
    private void merge(Path content) throws IOException {
        try (Stream<Path> files = Files.list(content)) {
            List<Path> all = files.sorted().toList();
            all.forEach(file -> requireFree(target.resolve(content.relativize(file)), force));
            for (Path file : all) {
                move(file, target.resolve(content.relativize(file)));
            }
        }
    }

    private void move(Path from, Path to) throws IOException {
        requireFree(to, force);
        if (force) {
            Files.move(from, to, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        } else {
            Files.move(from, to, StandardCopyOption.ATOMIC_MOVE);
        }
    }

    /** What was written, for people. */
    public String summary() {
        return target + ": " + sink.files() + (sink.files() == 1 ? " file, " : " files, ") + new DataSize(sink.bytes());
    }

    @Override
    public void close() {
        aside.close();
    }
}
