package htg.image.step;

import htg.common.DataSize;
import htg.common.process.Command;
import htg.common.process.CommandRunner;
import htg.common.process.FileDigest;
import htg.image.report.BuildReport;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** Facts about an image as a file, from other programs: Java does not tell blocks, and digests gigabytes more slowly. */
final class ImageFiles {
    /** What {@code stat %b} counts in, whatever the file system's own unit is. */
    private static final long STAT_BLOCK = 512;

    private final CommandRunner runner;

    ImageFiles(CommandRunner runner) {
        this.runner = runner;
    }

    /** Whether the image is there and nobody has written to it since its report was written. */
    static boolean unchangedSinceReport(Path image, Path report) {
        try {
            return Files.isRegularFile(image)
                    && Files.getLastModifiedTime(image).compareTo(Files.getLastModifiedTime(report)) <= 0;
        } catch (IOException gone) {
            return false;
        }
    }

    /** What the file takes on its disk; holes take nothing. */
    DataSize allocated(Path file) {
        String blocks =
                runner.check(Command.of("stat", "--format=%b", file.toString())).output();
        return new DataSize(Long.parseLong(blocks.strip()) * STAT_BLOCK);
    }

    /**
     * Describes a finished image.
     *
     * @param name under which it is going to be found
     */
    BuildReport.ImageFile describe(Path file, Path name) {
        String sha256 = new FileDigest(runner).of(file);
        try {
            return new BuildReport.ImageFile(
                    String.valueOf(name.getFileName()),
                    Files.size(file),
                    allocated(file).bytes(),
                    sha256);
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }
}
