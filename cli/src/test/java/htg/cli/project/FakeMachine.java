package htg.cli.project;

import htg.common.process.Command;
import htg.common.process.CommandResult;
import htg.common.process.SystemCommandRunner;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;

/**
 * A machine made of a PATH: the few real tools the launcher uses, and stand-ins for apt, dpkg, Maven and Java that keep a
 * log. On it lies a project with the real {@code ./htg} and one source file.
 */
final class FakeMachine {
    private static final List<String> REAL_TOOLS = List.of(
            "sh",
            "cat",
            "cp",
            "date",
            "dirname",
            "echo",
            "env",
            "find",
            "flock",
            "grep",
            "head",
            "mkdir",
            "mv",
            "readlink",
            "rm",
            "sed",
            "sleep",
            "sort",
            "stat",
            "stty",
            "tail",
            "touch",
            "tr",
            "xargs");

    private final Path folder;
    private final Path programs;
    private final Path project;

    FakeMachine(Path folder) throws IOException {
        this.folder = folder;
        this.programs = Files.createDirectories(folder.resolve("bin"));
        this.project = Files.createDirectories(folder.resolve("project"));
        for (String tool : REAL_TOOLS) {
            program(tool, "exec " + real(tool) + " \"$@\"");
        }
        Files.copy(Project.ROOT.resolve("htg"), launcher());
        Files.setPosixFilePermissions(launcher(), PosixFilePermissions.fromString("rwxr-xr-x"));
        Files.createDirectories(source().getParent());
        Files.writeString(source(), "class A {}");
        log("");
        program("id", "echo 0");
        program("javac", "echo 'javac 17.0.9'");
        program("java", "echo \"in $PWD\"; for word in \"$@\"; do echo \"$word\"; done");
        program("mvn", "echo mvn >>" + log() + "; mkdir -p cli/target/dist; : >cli/target/dist/htg.jar");
        program("dpkg-query", "[ ! -e " + folder + "/installed ] || sed 's/^/installed /' " + folder + "/installed");
        program("apt-cache", "exit 0");
        program("apt-get", "echo \"apt-get $*\" >>" + log() + "; echo mmdebstrap >>" + folder + "/installed");
    }

    /** Puts a program in place, or another in its place. */
    void program(String name, String script) throws IOException {
        Path file = programs.resolve(name);
        Files.deleteIfExists(file);
        Files.writeString(file, "#!" + real("sh") + "\n" + script + "\n");
        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rwxr-xr-x"));
    }

    void remove(String program) throws IOException {
        Files.delete(programs.resolve(program));
    }

    void installed(String... packages) throws IOException {
        Files.write(folder.resolve("installed"), List.of(packages));
    }

    Path launcher() {
        return project.resolve("htg");
    }

    Path source() {
        return project.resolve("common/src/main/java/A.java");
    }

    /** What the stand-ins were asked to do, a line each. */
    List<String> done() throws IOException {
        return Files.readAllLines(log());
    }

    Command htg(String... words) {
        return Command.of(List.of("env", "-i", "PATH=" + programs, launcher().toString()))
                .with(words)
                .in(folder)
                .within(Duration.ofSeconds(30));
    }

    CommandResult run(String... words) {
        return new SystemCommandRunner(command -> {}).run(htg(words));
    }

    Path folder() {
        return folder;
    }

    private Path log() {
        return folder.resolve("log");
    }

    private void log(String text) throws IOException {
        Files.writeString(log(), text);
    }

    private static Path real(String tool) {
        return Stream.of(System.getenv("PATH").split(":", -1))
                .map(path -> Path.of(path, tool))
                .filter(Files::isExecutable)
                .findFirst()
                .orElseThrow();
    }
}
