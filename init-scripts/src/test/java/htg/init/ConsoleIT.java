package htg.init;

import static org.assertj.core.api.Assertions.assertThat;

import htg.common.process.CommandResult;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Lines on their way to a console that keeps them waiting. */
class ConsoleIT {
    /** A pipe blocks whoever opens it until someone reads, as a serial port does that is being closed. */
    private static final String LINE_WHILE_A_HELPER_ENDS = """
            . "$1"
            HTG_ROOT='' pipe="$2/pipe"
            mkfifo "${pipe}"
            { sleep 0.6; timeout 5 cat "${pipe}" >"$2/heard"; } &
            reader=$!
            sleep 0.2 &
            htg_put 'HTG-STAGE switch ok' "${pipe}"
            wait "${reader}"
            """;

    @TempDir
    Path folder = Path.of("");

    @ParameterizedTest
    @EnumSource
    void aHelperThatEndsMeanwhileCostsNoLine(Shell shell) throws IOException {
        Path script = Files.writeString(folder.resolve("script"), LINE_WHILE_A_HELPER_ENDS);
        String library = Scripts.folder("trampoline")
                .resolve("lib/console.sh")
                .toAbsolutePath()
                .toString();
        CommandResult result = Shell.RUNNER.run(shell.command(script, library, folder.toString()));
        assertThat(result.exitStatus()).as(result.errorTail()).isZero();
        assertThat(folder.resolve("heard")).hasContent("HTG-STAGE switch ok\n");
    }
}
