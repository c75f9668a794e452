package htg.init;

import htg.common.process.Command;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class ScriptLintIT {
    static List<Path> scripts() {
        return Scripts.all();
    }

    @ParameterizedTest
    @MethodSource("scripts")
    void shellcheckFindsNothing(Path script) {
        Shell.need("shellcheck");
        // Variables that one file sets and another reads: see the next test.
        Shell.RUNNER.check(Command.of("shellcheck", "--shell=sh", "--exclude=SC2034", script.toString()));
    }

    @Test
    void noVariableOfTheTrampolineIsSetInVain(@TempDir Path folder) throws IOException {
        Shell.need("shellcheck");
        Path whole = folder.resolve("whole.sh");
        Files.writeString(whole, "# shellcheck shell=sh\n" + trampolineInOneFile());
        Shell.RUNNER.check(Command.of("shellcheck", "--norc", "--include=SC2034", whole.toString()));
    }

    @ParameterizedTest
    @MethodSource("scripts")
    void shfmtWouldChangeNothing(Path script) {
        Shell.need("shfmt");
        Shell.RUNNER.check(Command.of("shfmt", "-d", script.toString()));
    }

    private static String trampolineInOneFile() {
        return Stream.concat(
                        scripts().stream().filter(script -> script.startsWith(Scripts.folder("trampoline/lib"))),
                        scripts().stream().filter(script -> !script.startsWith(Scripts.folder("trampoline/lib"))))
                .filter(script -> script.startsWith(Scripts.folder("trampoline")))
                .map(Scripts::read)
                .collect(Collectors.joining("\n"));
    }
}
