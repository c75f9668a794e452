package htg.store.extract;

import htg.common.DataSize;
import htg.common.ExitCode;
import htg.common.HtgException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A file or folder that appears under its name when it is complete: it is written beside that name, and then moved. What a killed
 * process leaves beside it is removed by the next one.
 */
public final class Delivery implements AutoCloseable {
    /** What a kernel to be started consists of; without the last one the others start nothing. */
    public static final List<String> BOOT_FILES = List.of("ramdisk.img", "cmdline", "xen", "xen-cmdline", "vmlinuz");

    private static final String ASIDE = ".htg-part-";

    private final Path target;
    private final boolean force;
    /** Of the files in a folder that may be there already; empty where the target is made. */
    private final List<String> names;

    private final WorkFolder aside;
    private final FolderSink sink;

    private Delivery(Path target, boolean force, List<String> names, WorkFolder aside, FolderSink sink) {
        this.target = target;
        this.force = force;
        this.names = names;
        this.aside = aside;
        this.sink = sink;
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
        if (Files.isDirectory(target) && wanted != null) {
            target = target.resolve(name);
        }
        requireFree(target, force);
        WorkFolder aside = aside(target.getParent());
        return new Delivery(target, force, List.of(), aside, new FolderSink(content(aside)));
    }

    /**
     * Prepares a place for files that belong together, in a folder that may be there.
     *
     * @param names all that there may be; the last one is needed to use any of the others, so it goes first and comes last
     * @param force whether files of these names may be replaced; those of which there is no new one are removed then
     * @throws HtgException {@link ExitCode#REFUSED} when there is something already
     */
    public static Delivery into(Path folder, List<String> names, boolean force) {
        Path target = folder.toAbsolutePath().normalize();
        boolean there = Files.isDirectory(target);
        if (there) {
            names.forEach(name -> requireFree(target.resolve(name), force));
        } else {
            requireFree(target, false);
        }
        WorkFolder aside = aside(there ? target : target.getParent());
        return new Delivery(target, force, there ? names : List.of(), aside, FolderSink.files(content(aside), names));
    }

    private static WorkFolder aside(@Nullable Path folder) {
        try {
            return WorkFolder.in(folder, ASIDE);
        } catch (HtgException failure) {
            Throwable cause = failure.getCause();
            throw new HtgException(
                    ExitCode.ENVIRONMENT,
                    "Cannot write in folder " + folder + (cause == null ? "" : ": " + HtgException.reason(cause)),
                    "Name another place with --to.",
                    failure);
        }
    }

    private static Path content(WorkFolder aside) {
        return aside.resolve("content");
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
            Path content = content(aside);
            if (!Files.exists(content, LinkOption.NOFOLLOW_LINKS)) {
                throw new HtgException(ExitCode.FAILED, "Nothing of it came out of the image", "");
            } else if (names.isEmpty()) {
                move(content, target);
            } else {
                replaceAll(content);
            }
        } catch (IOException failure) {
            throw new HtgException(
                    ExitCode.ENVIRONMENT,
                    "Cannot write " + target + ": " + PlainText.line(HtgException.reason(failure)),
                    "Choose a folder you may write to, with room for it.",
                    failure);
        }
    }

    /** Never an old and a new one together where they could be taken for a set. */
    private void replaceAll(Path content) throws IOException {
        for (String name : names) {
            requireFree(target.resolve(name), force);
        }
        for (int i = names.size() - 1; i >= 0; i--) {
            Files.deleteIfExists(target.resolve(names.get(i)));
        }
        for (String name : names) {
            if (Files.exists(content.resolve(name), LinkOption.NOFOLLOW_LINKS)) {
                move(content.resolve(name), target.resolve(name));
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

    public Path target() {
        return target;
    }

    /** How many files were written. */
    public long files() {
        return sink.files();
    }

    /** How many bytes were written, holes aside. */
    public long bytes() {
        return sink.bytes();
    }

    @Override
    public void close() {
        aside.close();
    }
}
