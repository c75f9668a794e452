package htg.testvm.run;

import htg.common.ExitCode;
import htg.common.HtgException;
import htg.common.io.TemporaryFolder;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Objects;

/** Writes into the report's folder. That this cannot be done is no fault of a cell: it would hit all of them. */
final class ReportFolder {
    private ReportFolder() {}

    /** Makes the folder, or removes what is in it. */
    static Path emptied(Path folder) {
        return writing(folder, () -> {
            TemporaryFolder.deleteTree(folder);
            return Files.createDirectories(folder);
        });
    }

    static void write(Path file, String content) {
        writing(file, () -> Files.writeString(file, content));
    }

    /**
     * Does what writes below {@code place}.
     *
     * @throws HtgException {@link ExitCode#ENVIRONMENT} when it fails
     */
    static <T> T writing(Path place, Writing<T> work) {
        try {
            return work.run();
        } catch (IOException failure) {
            throw unwritable(place, failure);
        } catch (UncheckedIOException failure) {
            throw unwritable(place, Objects.requireNonNull(failure.getCause()));
        }
    }

    private static HtgException unwritable(Path place, IOException failure) {
        return new HtgException(
                ExitCode.ENVIRONMENT,
                "Cannot write to the report, " + place + ": " + HtgException.reason(failure),
                "Choose another folder with --report, or free some space.",
                failure);
    }

    /** What may fail while it writes. */
    interface Writing<T> {
        T run() throws IOException;
    }
}
