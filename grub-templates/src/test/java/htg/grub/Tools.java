package htg.grub;

import htg.common.process.Command;
import htg.common.process.CommandRunner;
import htg.common.process.SystemCommandRunner;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Assumptions;

/** GRUB's own programs on this host. A test that lacks one is skipped with its name. */
public final class Tools {
    public static final CommandRunner RUNNER = new SystemCommandRunner(command -> {});

    private Tools() {}

    /** A program that must be there. */
    public static Command require(String program, String debianPackage) {
        Path path = Path.of("/usr/bin", program);
        Assumptions.assumeTrue(Files.isExecutable(path), program + " (package " + debianPackage + ") is not installed");
        return Command.of(path.toString());
    }

    /** A folder that must be there. */
    public static Path requireFolder(String folder, String debianPackage) {
        Path path = Path.of(folder);
        Assumptions.assumeTrue(Files.isDirectory(path), folder + " (package " + debianPackage + ") is not there");
        return path;
    }
}
