package htg.init;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class ScriptStyleTest {
    private static final Pattern FUNCTION = Pattern.compile("^([a-z_]+)\\(\\) \\{$");

    static List<Path> scripts() {
        return Scripts.all();
    }

    @Test
    void theInitIsAListOfStages() {
        assertThat(Scripts.read(Scripts.folder("trampoline/init")).lines()).hasSizeLessThan(60);
    }

    @ParameterizedTest
    @MethodSource("scripts")
    void eachScriptFitsOnAScreenOrTwo(Path script) {
        int limit = script.startsWith(Scripts.folder("trampoline/stages")) ? 80 : 100;
        assertThat(Scripts.read(script).lines()).hasSizeLessThan(limit);
    }

    @ParameterizedTest
    @MethodSource("scripts")
    void eachFunctionStatesItsContract(Path script) {
        List<String> lines = Scripts.read(script).lines().toList();
        for (int i = 0; i < lines.size(); i++) {
            var function = FUNCTION.matcher(lines.get(i));
            if (function.matches()) {
                assertThat(headerAbove(lines, i))
                        .as("header of %s in %s", function.group(1), script)
                        .startsWith("# " + function.group(1));
            }
        }
    }

    @ParameterizedTest
    @MethodSource("scripts")
    void noScriptStopsAtTheFirstError(Path script) {
        assertThat(Scripts.read(script)).doesNotContain("set -e").doesNotContain("pipefail");
    }

    @Test
    void theIndexNamesEveryFileWithItsMode() throws IOException {
        List<String> expected = Scripts.files().stream()
                .filter(file -> !file.endsWith("files.list"))
                .map(file -> mode(file) + " " + Scripts.root().relativize(file))
                .toList();
        assertThat(Files.readAllLines(Scripts.root().resolve("files.list")))
                .containsExactlyInAnyOrderElementsOf(expected);
    }

    private static String mode(Path file) {
        return Scripts.read(file).startsWith("#!") ? "755" : "644";
    }

    private static String headerAbove(List<String> lines, int function) {
        int first = function;
        while (first > 0 && lines.get(first - 1).startsWith("#")) {
            first--;
        }
        return lines.get(first);
    }
}
