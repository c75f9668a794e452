package htg.init;

import htg.common.process.Command;
import htg.common.process.CommandRunner;
import htg.common.process.SystemCommandRunner;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Assumptions;

/** A shell that the trampoline has to run under. */
enum Shell {
    BUSYBOX("busybox sh"),
    DASH("dash");

    static final CommandRunner RUNNER = new SystemCommandRunner(command -> {});

    private final String words;

    Shell(String words) {
        this.words = words;
    }

    /** A command that runs the script; skips the test, by name, where the shell or busybox is missing. */
    Command command(Path script, String... arguments) {
        List<String> program = List.of(words.split(" "));
        need(program.get(0));
        need("busybox");
        return Command.of(program).with(script.toString()).with(arguments);
    }

    static void need(String program) {
        Assumptions.assumeTrue(isInstalled(program), program + " is not installed");
    }

    private static boolean isInstalled(String program) {
        return Stream.of(System.getenv("PATH").split(":"))
                .anyMatch(folder -> Files.isExecutable(Path.of(folder, program)));
    }
}
