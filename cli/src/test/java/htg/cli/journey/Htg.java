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
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/** The program in a process of its own, in a folder of its own. */
final class Htg {
    static final Path PROJECT = Path.of(System.getProperty("htg.project.root", ".."));

    /** Shared with the user's own builds, so that packages are fetched and the base is installed only once. */
    static final Path CACHE = Path.of(System.getenv().getOrDefault("HOME", "/root"), ".cache", "htg");

    /** How many machines a test may have at a time: two, of which one is another process' when two run tests at a time. */
    static final String MACHINES = System.getProperty("htg.test.machines", "2");

    private static final String BUILD_HEAP = "-Xmx384m";
    private static final String BOOT_HEAP = "-Xmx96m";

    private static final CommandRunner RUNNER = new SystemCommandRunner(command -> {});

    private final Path folder;
    private final List<String> prefix;
    private final List<String> javaOptions;
    private final String classPath;

    Htg(Path folder) {
        this(folder, List.of(), List.of(), System.getProperty("java.class.path"));
    }

    private Htg(Path folder, List<String> prefix, List<String> javaOptions, String classPath) {
        this.folder = folder;
        this.prefix = List.copyOf(prefix);
        this.javaOptions = List.copyOf(javaOptions);
        this.classPath = classPath;
    }

    /** Run by another user, who may not read ours: with a copy of the program and of the default specification. */
    static Htg runBy(OrdinaryUser user, Path folder) throws IOException {
        Path program = Files.createDirectories(user.home().resolve("program"));
        copyFiles(PROJECT.resolve("cli/target/dist"), program);
        copyFiles(PROJECT.resolve("sticks"), Files.createDirectories(folder.resolve("sticks")));
        user.own();
        return new Htg(folder, user.prefix(), List.of(), program + "/*");
    }

    /** The same with its temporary files in another place, as {@code ./htg} has it with {@code TMPDIR}. */
    Htg withTemporaryFilesIn(Path place) {
        return new Htg(folder, prefix, List.of("-Djava.io.tmpdir=" + place), classPath);
    }

    static void requireBuildTools() {
        assumeTrue(Files.isExecutable(Path.of("/usr/bin/mmdebstrap")), "mmdebstrap is not installed");
    }

    static void requireMachines() {
        assumeTrue(Files.isExecutable(Path.of("/usr/bin/qemu-system-x86_64")), "qemu-system-x86 is not installed");
        assumeTrue(Files.isDirectory(Path.of("/usr/share/OVMF")), "ovmf is not installed");
    }

    /** What takes sticks apart and puts them together. */
    static void requireStickTools() {
        assumeTrue(Files.isExecutable(Path.of("/usr/bin/mcopy")), "mtools is not installed");
        assumeTrue(Files.isExecutable(Path.of("/usr/bin/zstd")), "zstd is not installed");
    }

    /** The same, and a program {@code htg} in {@code home} that can be called from anywhere. */
    Htg installedIn(Path home) throws IOException {
        Htg installed = new Htg(folder, prefix, List.of("-Dhtg.home=" + home), classPath);
        String script =
                "#!/bin/sh\nexec " + Command.of(installed.words(BUILD_HEAP)).replayLine() + " \"$@\"\n";
        Path program = Files.writeString(home.resolve("htg"), script);
        Files.setPosixFilePermissions(program, PosixFilePermissions.fromString("rwxr-xr-x"));
        return installed;
    }

    CommandResult run(String... arguments) {
        return RUNNER.run(command(arguments));
    }

    /** Under another program, such as one that makes a namespace with a small disk. */
    CommandResult runUnder(List<String> wrapper, String... arguments) {
        return RUNNER.run(command(arguments).under(wrapper));
    }

    /** As at a prompt: a shell lets what it runs in the background, such as a CI's tests, ignore Ctrl-C. */
    RunningCommand start(String... arguments) {
        return RUNNER.start(command(arguments).under(List.of("env", "--default-signal=INT")), line -> {});
    }

    private Command command(String... arguments) {
        return Command.of(words(heap(arguments)))
                .with(arguments)
                .under(prefix)
                .in(folder)
                .within(Duration.ofMinutes(45));
    }

    /** As {@code ./htg} gives it. */
    private static String heap(String... arguments) {
        return arguments.length > 0 && List.of("test", "run").contains(arguments[0]) ? BOOT_HEAP : BUILD_HEAP;
    }

    private List<String> words(String heap) {
        List<String> line =
                new ArrayList<>(List.of("java", heap, "-XX:+UseSerialGC", "-Dhtg.home=" + PROJECT.toAbsolutePath()));
        line.addAll(javaOptions);
        line.addAll(List.of("-cp", classPath, "htg.cli.Main"));
        return line;
    }

    /**
     * A cache that has the packages of the shared one and nothing else: a build in it does all the work but the
     * downloads.
     */
    static Path coldCache(Path folder) {
        try {
            Path debs = Files.createDirectories(folder.resolve("debs"));
            copyFiles(CACHE.resolve("debs"), debs);
            return folder;
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    private static void copyFiles(Path from, Path to) throws IOException {
        if (!Files.isDirectory(from)) {
            return;
        }
        try (Stream<Path> files = Files.list(from)) {
            for (Path source : files.toList()) {
                Files.copy(
                        source, to.resolve(String.valueOf(source.getFileName())), StandardCopyOption.REPLACE_EXISTING);
            }
        }
    }
}
