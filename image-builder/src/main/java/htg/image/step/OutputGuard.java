package htg.image.step;

import htg.common.DataSize;
import htg.common.ExitCode;
import htg.common.HtgException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.Objects;

/** Looks at the place of the image before anything slow or destructive happens. */
public final class OutputGuard {
    private OutputGuard() {}

    /**
     * Checks that an image can be put there.
     *
     * @throws HtgException {@code REFUSED} for a device, {@code USAGE} for a folder, {@code ENVIRONMENT} where it cannot
     *     be written
     */
    public static void check(Path output) {
        if (Files.isDirectory(output)) {
            throw new HtgException(
                    ExitCode.USAGE, output + " is a folder", "Name the image file itself, for example out/htg.img.");
        }
        if (Files.exists(output) && !Files.isRegularFile(output)) {
            throw new HtgException(
                    ExitCode.REFUSED,
                    output + " is a device or another special file; htg build only writes image files",
                    "Build into a file, then write that to the stick with a tool that shows you which disk it is.");
        }
        checkFolder(output);
    }

    /**
     * Checks that {@code needed} fits on the file system of {@code folder}.
     *
     * @param purpose completes "no room for ..."
     */
    public static void checkSpace(Path folder, DataSize needed, String purpose, String hint) {
        try {
            DataSize free = new DataSize(Files.getFileStore(folder).getUsableSpace());
            if (free.compareTo(needed) < 0) {
                throw new HtgException(
                        ExitCode.ENVIRONMENT,
                        "No room for " + purpose + " in " + folder + ": " + free + " free, " + needed + " needed",
                        hint);
            }
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    /** The folder that the file will be in, or the nearest one above it that exists. */
    static Path folderOf(Path output) {
        Path at = Objects.requireNonNull(output.toAbsolutePath().getParent());
        while (!Files.exists(at, LinkOption.NOFOLLOW_LINKS)) {
            at = Objects.requireNonNull(at.getParent());
        }
        return at;
    }

    private static void checkFolder(Path output) {
        Path existing = folderOf(output);
        if (!Files.isDirectory(existing) || !Files.isWritable(existing)) {
            throw new HtgException(
                    ExitCode.ENVIRONMENT,
                    "Cannot write " + output + ": " + existing + " is not a folder you may write to",
                    "Name another place with -o IMAGE.");
        }
    }
}
