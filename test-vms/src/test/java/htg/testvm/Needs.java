package htg.testvm;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.File;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;

/** What integration tests need from the host; a test that lacks something is skipped by that thing's name. */
public final class Needs {
    private Needs() {}

    public static void program(String name) {
        String path = System.getenv().getOrDefault("PATH", "/usr/bin:/bin");
        boolean found = Stream.of(path.split(File.pathSeparator, -1))
                .anyMatch(folder -> !folder.isEmpty() && Files.isExecutable(Path.of(folder, name)));
        assumeTrue(found, name + " is not installed");
    }

    public static void qemu() {
        program("qemu-system-x86_64");
        program("qemu-img");
    }

    public static void file(Path file) {
        assumeTrue(Files.exists(file), file + " is missing");
    }
}
