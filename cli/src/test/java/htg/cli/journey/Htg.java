package htg.cli.journey;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import htg.common.process.Command;
import htg.common.process.CommandResult;
import htg.common.process.CommandRunner;
import htg.common.process.RunningCommand;
import htg.common.process.SystemCommandRunner;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/** The program in a process of its own, in a folder of its own. */
final class Htg {
    static final Path PROJECT = Path.of(System.getProperty("htg.project.root", ".."));

    /** Shared with the user's own builds, so that packages are fetched and the base is installed only once. */
    static final Path CACHE = Path.of(System.getenv().getOrDefault("HOME", "/root"), ".cache", "htg");

    private static final CommandRunner RUNNER = new SystemCommandRunner(command -> {});

    private final Path folder;

    Htg(Path folder) {
        this.folder = folder;
    }

    static void requireBuildTools() {
        assumeTrue(Files.isExecutable(Path.of("/usr/bin/mmdebstrap")), "mmdebstrap is not installed");
    }

    static void requireMachines() {
        assumeTrue(Files.isExecutable(Path.of("/usr/bin/qemu-system-x86_64")), "qemu-system-x86 is not installed");
        assumeTrue(Files.isDirectory(Path.of("/usr/share/OVMF")), "ovmf is not installed");
    }

    CommandResult run(String... arguments) {
        return RUNNER.run(command(arguments));
    }

    /** Under another program, such as one that makes a namespace with a small disk. */
    CommandResult runUnder(List<String> prefix, String... arguments) {
        return RUNNER.run(command(arguments).under(prefix));
    }

    RunningCommand start(String... arguments) {
        return RUNNER.start(command(arguments), line -> {});
    }

    private Command command(String... arguments) {
        List<String> line = new ArrayList<>(List.of(
                "java",
                "-Xmx384m",
                "-XX:+UseSerialGC",
                "-Dhtg.home=" + PROJECT.toAbsolutePath(),
                "-cp",
                System.getProperty("java.class.path"),
                "htg.cli.Main"));
        line.addAll(List.of(arguments));
        return Command.of(line).in(folder).within(Duration.ofMinutes(30));
    }

    /**
     * A cache that has the packages of the shared one and nothing else: a build in it does all the work but the
     * downloads.
     */
    static Path coldCache(Path folder) {
        try {
            Path debs = Files.createDirectories(folder.resolve("debs"));
            Path shared = CACHE.resolve("debs");
            if (Files.isDirectory(shared)) {
                try (Stream<Path> packages = Files.list(shared)) {
                    for (Path source : packages.toList()) {
                        Files.copy(source, debs.resolve(String.valueOf(source.getFileName())));
                    }
                }
            }
            return folder;
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }
}
