package htg.testvm;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import htg.common.process.Command;
import htg.common.process.CommandResult;
import htg.common.process.SystemCommandRunner;
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

    /** File systems that only one program sees, mounted without privileges, which many containers forbid. */
    public static void privateMounts() {
        program("unshare");
        CommandResult mount = new SystemCommandRunner(command -> {})
                .run(Command.of(
                        "unshare", "-rm", "mount", "-t", "tmpfs", "none", System.getProperty("java.io.tmpdir")));
        assumeTrue(
                mount.succeeded(),
                "no file system can be mounted in a user namespace: "
                        + mount.errorTail().strip());
    }

    public static void file(Path file) {
        assumeTrue(Files.exists(file), file + " is missing");
    }
}
