package htg.cli.project;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import htg.common.process.Command;
import htg.common.process.CommandResult;
import htg.common.process.SystemCommandRunner;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;

/** This project's own files, as its tests look at them. */
final class Project {
    static final Path ROOT = Path.of(Objects.requireNonNull(System.getProperty("htg.project.root"), "run by Maven"))
            .toAbsolutePath();

    private static final SystemCommandRunner RUNNER = new SystemCommandRunner(command -> {});

    private Project() {}

    /** The files git knows or would add, relative to {@link #ROOT}; deleted ones left out. */
    static List<Path> files() {
        requireProgram("git");
        Command list = Command.of("git", "ls-files", "--cached", "--others", "--exclude-standard", "-z")
                .in(ROOT);
        return Stream.of(RUNNER.check(list).output().split("\0"))
                .map(Path::of)
                .filter(file -> Files.isRegularFile(ROOT.resolve(file)))
                .toList();
    }

    /** The shell scripts, by their first line: everything but the trampoline's, which its own module checks. */
    static List<Path> scripts() {
        return files().stream()
                .filter(file -> !file.startsWith("init-scripts"))
                .filter(Project::isShell)
                .toList();
    }

    private static boolean isShell(Path file) {
        try (InputStream stream = Files.newInputStream(ROOT.resolve(file))) {
            String first = new String(stream.readNBytes(32), StandardCharsets.ISO_8859_1);
            return first.startsWith("#!/bin/sh") || first.startsWith("# shellcheck shell=sh");
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    static CommandResult run(Command command) {
        return RUNNER.run(command.in(ROOT));
    }

    /** Skips the test, naming the program, where it is not installed. */
    static void requireProgram(String name) {
        boolean present = Stream.of(System.getenv("PATH").split(":", -1))
                .anyMatch(folder -> Files.isExecutable(Path.of(folder, name)));
        assumeTrue(present, name + " is not installed");
    }
}
