package htg.testvm;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import htg.common.process.Command;
import htg.common.process.CommandResult;
import htg.common.process.CommandRunner;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/** Files of a Debian package that the host's apt can get; nothing is installed. They stay below {@code target}. */
public final class DebianPackage {
    private static final Path CACHE = Path.of("target", "debian");

    private DebianPackage() {}

    /** The file {@code name} of the package; without apt or a mirror that has the package, the test is skipped. */
    public static Path file(CommandRunner runner, String packageName, String name) {
        Needs.program("apt-get");
        Needs.program("dpkg-deb");
        Path folder = CACHE.resolve(packageName).toAbsolutePath();
        Path file = folder.resolve("content").resolve(name);
        if (!Files.exists(file)) {
            extract(runner, packageName, folder);
        }
        return file;
    }

    private static void extract(CommandRunner runner, String packageName, Path folder) {
        try {
            Files.createDirectories(folder);
            CommandResult download =
                    runner.run(Command.of("apt-get", "download", packageName).in(folder));
            assumeTrue(download.succeeded(), "apt-get cannot download " + packageName + ": " + download.errorTail());
            runner.check(Command.of(
                    "dpkg-deb",
                    "-x",
                    downloaded(folder).toString(),
                    folder.resolve("content").toString()));
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    private static Path downloaded(Path folder) throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            List<Path> packages =
                    files.filter(file -> file.toString().endsWith(".deb")).toList();
            return packages.get(0);
        }
    }
}
