package htg.cli;

import static org.assertj.core.api.Assertions.assertThat;

import htg.common.process.Command;
import htg.common.process.RunningCommand;
import htg.common.process.SystemCommandRunner;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(60)
class InterruptionTest {
    private final SystemCommandRunner runner = new SystemCommandRunner(command -> {});

    @Test
    void stopsTheChildrenRemovesTheFoldersAndSaysSoOnce(@TempDir Path parent) throws Exception {
        try (RunningCommand program = runner.start(program(parent), line -> {})) {
            String child = awaitChild(parent);
            runner.check(Command.of("kill", "-INT", Long.toString(program.pid())));
            assertThat(program.waitFor(Duration.ofSeconds(20))).hasValue(130);
            assertThat(program.errorTail().strip()).isEqualTo("htg: interrupted");
            assertThat(parent).isEmptyDirectory();
            assertThat(ProcessHandle.of(Long.parseLong(child)).filter(ProcessHandle::isAlive))
                    .isEmpty();
        }
    }

    /** What it starts after the signal is killed as well, and its folder removed. */
    @Test
    void waitsForACommandThatHasSomethingToSave(@TempDir Path parent) throws Exception {
        try (RunningCommand program = runner.start(program(parent).with("save"), line -> {})) {
            awaitChild(parent);
            runner.check(Command.of("kill", "-TERM", Long.toString(program.pid())));
            assertThat(program.waitFor(Duration.ofSeconds(20))).hasValue(143);
            assertThat(new String(program.output().readAllBytes(), StandardCharsets.UTF_8))
                    .isEqualTo("interrupted\nsaved\n");
            assertThat(program.errorTail().strip()).isEqualTo("htg: interrupted");
            assertThat(parent).isEmptyDirectory();
        }
    }

    /** As at a prompt: a shell lets what it runs in the background, such as a CI's tests, ignore Ctrl-C. */
    private static Command program(Path parent) {
        return Command.of(
                "env",
                "--default-signal=INT",
                Path.of(System.getProperty("java.home"), "bin/java").toString(),
                "-cp",
                System.getProperty("java.class.path"),
                InterruptedProgram.class.getName(),
                parent.toString());
    }

    /** Waits until the child works; returns its process id. */
    private static String awaitChild(Path parent) throws IOException, InterruptedException {
        while (true) {
            Optional<Path> file = pidFile(parent);
            if (file.isPresent() && Files.size(file.get()) > 0) {
                return Files.readString(file.get()).strip();
            }
            Thread.sleep(20);
        }
    }

    private static Optional<Path> pidFile(Path parent) throws IOException {
        try (Stream<Path> folders = Files.list(parent)) {
            List<Path> all = folders.map(folder -> folder.resolve("pid")).toList();
            return all.stream().filter(Files::exists).findFirst();
        }
    }
}
