package htg.cli.journey;

import static org.assertj.core.api.Assertions.assertThat;

import htg.common.process.CommandResult;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * A matrix that was run as a user runs it, and passed. One cell of it may have needed a second try: QEMU without KVM loses a
 * timer's interrupt once in some hundred boots. How often is what {@code htg bench flakes} is for.
 *
 * @param report beside the other reports, so that a failure can be looked into after the test's folder is gone
 */
record MatrixRun(Path report) {
    /** Runs one on an image; the report is called after both. */
    static MatrixRun passing(Path folder, Path image, String matrix, String... options) {
        String name = String.valueOf(image.getFileName()).replaceFirst("\\.img$", "") + "-" + matrix;
        Path report = Htg.PROJECT.toAbsolutePath().resolve("cli/target/matrix-" + name);
        List<String> line = Stream.concat(
                        Stream.of(
                                "test", image.toString(), "--matrix", matrix, "--jobs", Htg.MACHINES, "--retries", "1"),
                        Stream.concat(Stream.of("--report", report.toString()), Stream.of(options)))
                .toList();
        CommandResult test = new Htg(folder).run(line.toArray(String[]::new));
        assertThat(test.exitStatus()).as(test.output() + test.errorTail()).isZero();
        assertThat(report.resolve("index.html")).isNotEmptyFile();
        MatrixRun run = new MatrixRun(report);
        assertThat(run.junit().split("<flakyFailure ", -1).length - 1)
                .as(test.output())
                .isLessThanOrEqualTo(1);
        return run;
    }

    /** How many cells it had. */
    int cells() {
        return (int) Pattern.compile("<testsuite ").matcher(junit()).results().count();
    }

    /** What continuous integration reads. */
    String junit() {
        try {
            return Files.readString(report.resolve("junit.xml"));
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }
}
