package htg.common.io;

import htg.common.ExitCode;
import htg.common.HtgException;
import java.io.BufferedOutputStream;
import java.io.FilterOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.function.Consumer;

/**
 * A file that appears under its final name complete, or not at all: it is written beside that name, synced to the medium,
 * then renamed over it. Closing without {@link #commit} removes what was written.
 */
public final class AsideFile implements AutoCloseable {
    private static final String SUFFIX = ".part";
    private static final int BUFFER = 64 << 10;

    private final Path target;
    private final Path aside;
    private boolean committed;

    private AsideFile(Path target, Path aside) {
        this.target = target;
        this.aside = aside;
    }

    /**
     * Opens an empty file beside {@code target}.
     *
     * @throws HtgException {@link ExitCode#ENVIRONMENT} when the folder cannot be made or written
     */
    public static AsideFile beside(Path target) {
        Path absolute = target.toAbsolutePath();
        Path folder = absolute.getParent();
        if (folder == null) {
            throw new HtgException(ExitCode.USAGE, "'" + target + "' is not a file name", "Name a file.");
        }
        // A name for each process, so that two that write the same file each finish a whole one.
        String prefix = "." + absolute.getFileName() + ".";
        Path aside = folder.resolve(prefix + ProcessHandle.current().pid() + SUFFIX);
        try {
            Files.createDirectories(folder);
            sweep(folder, prefix);
            Files.deleteIfExists(aside);
            Files.createFile(aside);
        } catch (IOException failure) {
            throw new HtgException(
                    ExitCode.ENVIRONMENT,
                    "Cannot write in folder " + folder + ": " + HtgException.reason(failure),
                    "Choose a folder you may write to.",
                    failure);
        }
        return new AsideFile(absolute, aside);
    }

    /** Removes what processes that are gone have left. */
    private static void sweep(Path folder, String prefix) throws IOException {
        try (DirectoryStream<Path> left = Files.newDirectoryStream(folder, prefix + "*" + SUFFIX)) {
            for (Path file : left) {
                String name = String.valueOf(file.getFileName());
                String pid = name.substring(prefix.length(), name.length() - SUFFIX.length());
                if (pid.matches("\\d{1,18}")
                        && ProcessHandle.of(Long.parseLong(pid)).isEmpty()) {
                    Files.deleteIfExists(file);
                }
            }
        }
    }

    /** Where to write until {@link #commit}. */
    public Path path() {
        return aside;
    }

    /** Syncs what was written and moves it to the final name. */
    public void commit() {
        try {
            sync(aside);
            Files.move(aside, target, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
            Path folder = target.getParent();
            if (folder != null) {
                sync(folder);
            }
            committed = true;
        } catch (IOException failure) {
            throw unwritable(target, failure);
        }
    }

    @Override
    public void close() {
        if (!committed) {
            try {
                Files.deleteIfExists(aside);
            } catch (IOException failure) {
                throw new UncheckedIOException(failure);
            }
        }
    }

    /** Writes a whole small file this way. */
    public static void write(Path target, byte[] content) {
        try (AsideFile file = beside(target)) {
            Files.write(file.path(), content);
            file.commit();
        } catch (IOException failure) {
            throw unwritable(target, failure);
        }
    }

    /**
     * Writes a file this way, piece by piece. What its stream cannot write is an {@link HtgException} of its own, so that
     * {@code content} can tell it from what it cannot read.
     */
    public static void write(Path target, Consumer<OutputStream> content) {
        try (AsideFile file = beside(target)) {
            try (OutputStream stream = stream(target, file.path())) {
                content.accept(stream);
            }
            file.commit();
        } catch (IOException failure) {
            throw unwritable(target, failure);
        }
    }

    /** The system's own message names no file when a disk is full. */
    private static HtgException unwritable(Path target, IOException failure) {
        return new HtgException(
                ExitCode.ENVIRONMENT,
                "Cannot write " + target + ": " + HtgException.reason(failure),
                "Free some space there ('df -h' shows what is full), or choose another folder.",
                failure);
    }

    /** Writes a whole small text file this way, in UTF-8. */
    public static void write(Path target, String content) {
        write(target, content.getBytes(StandardCharsets.UTF_8));
    }

    /** Words what goes wrong where it is known that it was the writing; all that is written comes from a buffer. */
    private static OutputStream stream(Path target, Path aside) throws IOException {
        OutputStream file = new FilterOutputStream(Files.newOutputStream(aside)) {
            @Override
            public void write(byte[] bytes, int offset, int length) {
                try {
                    out.write(bytes, offset, length);
                } catch (IOException failure) {
                    throw unwritable(target, failure);
                }
            }
        };
        return new BufferedOutputStream(file, BUFFER);
    }

    private static void sync(Path path) throws IOException {
        try (FileChannel channel = FileChannel.open(path, StandardOpenOption.READ)) {
            channel.force(true);
        }
    }
}
