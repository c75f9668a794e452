package htg.cli.project;

import static org.assertj.core.api.Assertions.assertThat;

import htg.common.process.Command;
import htg.common.process.CommandResult;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;

class ScriptsIT {
    private final List<String> scripts =
            Project.scripts().stream().map(Path::toString).toList();

    @Test
    void scriptsPassShellcheck() {
        Project.requireProgram("shellcheck");
        CommandResult result =
                Project.run(Command.of("shellcheck", "--external-sources").with(scripts));
        assertThat(result.exitStatus()).as(result.output()).isZero();
    }

    @Test
    void scriptsAreFormatted() {
        Project.requireProgram("shfmt");
        CommandResult result = Project.run(Command.of("shfmt", "-d").with(scripts));
        assertThat(result.exitStatus()).as(result.output()).isZero();
    }

    @Test
    void everyBenchmarkSaysWhatItMeasures() throws IOException {
        for (String script : scripts) {
            if (script.startsWith("bench/") && !script.endsWith("lib.sh")) {
                assertThat(Files.readString(Project.ROOT.resolve(script)))
                        .as(script)
                        .containsPattern("(?m)^# bench: " + script.replaceAll("bench/|\\.sh", "") + " +\\S");
            }
        }
    }
}
