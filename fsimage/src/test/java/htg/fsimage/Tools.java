package htg.fsimage;

import static org.assertj.core.api.Assertions.assertThat;

import htg.common.process.Command;
import htg.common.process.CommandRunner;
import htg.common.process.SystemCommandRunner;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Assumptions;

/** The programs that tests compare with. A test that lacks one is skipped with its name. */
public final class Tools {
    private static final CommandRunner RUNNER = new SystemCommandRunner(command -> {});
    /** Also where Debian keeps programs for root, which a user's PATH may lack. */
    private static final List<String> FOLDERS = List.of("/usr/sbin", "/sbin", "/usr/bin", "/bin");

    private Tools() {}

    public static void require(String... programs) {
        for (String program : programs) {
            Assumptions.assumeTrue(find(program).isPresent(), program + " is not installed");
        }
    }

    /** Runs a program that must succeed, and returns what it printed. */
    public static String run(String program, Object... arguments) {
        List<String> words = Stream.of(arguments).map(Object::toString).toList();
        String path = find(program).orElseThrow().toString();
        return RUNNER.check(Command.of(path)
                        .with(words)
                        .env("MTOOLS_SKIP_CHECK", "1")
                        .env("TZ", "UTC"))
                .output();
    }

    /** As {@link #run}, with a file as standard input. */
    public static String runReading(Path input, String program, Object... arguments) {
        List<String> words = Stream.of(arguments).map(Object::toString).toList();
        String path = find(program).orElseThrow().toString();
        String output =
                RUNNER.check(Command.of(path).with(words).reading(input)).output();
        assertThat(output).isNotNull();
        return output;
    }

    private static Optional<Path> find(String program) {
        return FOLDERS.stream()
                .map(folder -> Path.of(folder, program))
                .filter(Files::isExecutable)
                .findFirst();
    }
}
