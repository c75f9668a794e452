package htg.cli.project;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** What users get. */
class DistributionIT {
    @Test
    void carriesNothingThatOnlyTestsNeed() throws IOException {
        try (Stream<Path> files = Files.list(Project.ROOT.resolve("cli/target/dist"))) {
            List<String> jars =
                    files.map(file -> String.valueOf(file.getFileName())).toList();
            assertThat(jars)
                    .anyMatch(jar -> jar.startsWith("htg-test-vms-"))
                    .noneMatch(jar -> jar.matches(
                            "(junit|opentest4j|apiguardian|assertj|archunit|testcontainers|client-java|gson).*"));
        }
    }
}
