package htg.cli.journey;

import static org.assertj.core.api.Assertions.assertThat;

import htg.common.process.CommandResult;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/**
 * What a program that ended in a failure must not leave behind.
 *
 * @param folder where the program worked; whoever names it in a command line belongs to the program
 */
record Leavings(Path folder) {
    static Leavings in(Path folder) throws IOException {
        Leavings leavings = new Leavings(folder);
        Files.createDirectories(leavings.temporary());
        return leavings;
    }

    /** The program's own place for temporary files. */
    Path temporary() {
        return folder.resolve("tmp");
    }

    void assertNone() {
        assertThat(temporary()).isEmptyDirectory();
        assertNoneRuns();
    }

    void assertNoneRuns() {
        assertThat(ProcessHandle.allProcesses())
                .extracting(process -> process.info().commandLine().orElse(""))
                .noneMatch(line -> line.contains(folder.toString()));
    }

    /** That the program said one thing that went wrong, and what to do about it. */
    static void assertOneMessage(CommandResult result, int status, String message, String hint) {
        List<String> said = result.errorTail()
                .lines()
                .filter(line -> line.startsWith("htg: ") && !line.startsWith("htg: warning: "))
                .toList();
        assertThat(said).as(result.errorTail()).hasSize(1);
        assertThat(result.errorTail()).contains(message, hint).doesNotContain("Exception", "\tat ");
        assertThat(result.exitStatus()).as(result.errorTail()).isEqualTo(status);
    }
}
