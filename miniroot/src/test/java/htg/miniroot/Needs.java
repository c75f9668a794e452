package htg.miniroot;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.junit.jupiter.api.Assumptions;

/** Skips a test, by name, where a program is missing. */
final class Needs {
    private Needs() {}

    /** Where the program is. */
    static Path program(String name) {
        var found = Stream.of(System.getenv("PATH").split(":"))
                .map(folder -> Path.of(folder, name))
                .filter(Files::isExecutable)
                .findFirst();
        Assumptions.assumeTrue(found.isPresent(), name + " is not installed");
        return found.orElseThrow();
    }
}
