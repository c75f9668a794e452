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
 * A matrix that was run as a user runs it, and passed.
 *
 * @param report beside the other reports, so that a failure can be looked into after the test's folder is gone
 */
record MatrixRun(Path report) {
    /** Runs one on an image; the report is called after both. */
    static MatrixRun passing(Path folder, Path image, String matrix, String... options) {
        String name = String.valueOf(image.getFileName()).replaceFirst("\\.img$", "") + "-" + matrix;
        Path report = Htg.PROJECT.toAbsolutePath().resolve("cli/target/matrix-" + name);
        List<String> line = Stream.concat(
                        Stream.of("test", image.toString(), "--matrix", matrix, "--jobs", Htg.MACHINES),
                        Stream.concat(Stream.of("--report", report.toString()), Stream.of(options)))
                .toList();
        CommandResult test = new Htg(folder).run(line.toArray(String[]::new));
        assertThat(test.exitStatus()).as(test.output() + test.errorTail()).isZero();
        assertThat(report.resolve("index.html")).isNotEmptyFile();
        return new MatrixRun(report);
    }

    /**
     * The options that leave nothing of a matrix but what one of these patterns fits: what no other test has. With
     * {@code HTG_TEST_CELLS=all} in the environment nothing is left out.
     */
    static String[] only(String... patterns) {
        Stream<String> chosen = "all".equals(System.getenv("HTG_TEST_CELLS")) ? Stream.of() : Stream.of(patterns);
        return chosen.flatMap(cells -> Stream.of("--only", cells)).toArray(String[]::new);
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
