package htg.cli.journey;

import static org.assertj.core.api.Assertions.assertThat;

import htg.common.process.CommandResult;
import htg.common.process.SystemCommandRunner;
import htg.testvm.qemu.StickImage;
import htg.testvm.stick.IdentityMutation;
import htg.testvm.stick.StickParts;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;

/** The matrix "pools" on a stick whose trampoline takes another's pool for its own. */
final class MutatedCells {
    private static final String ALONE = "direct/virtio-blk";
    /** A long name has a line of its own. */
    private static final Pattern FAILED = Pattern.compile("(?m)^(\\S+)\\s+FAILED ");

    private MutatedCells() {}

    /** Those cells fail that have to notice. Alone in the machine, such a stick boots as if nothing were amiss. */
    static void notice(IdentityMutation mutation, StickParts sound, Path folder) throws IOException {
        Path image = folder.resolve(mutation + ".img");
        StickImage broken = mutation.apply(new SystemCommandRunner(command -> {}), sound, image);
        // Beside the other reports, so that a failure can be looked into after the test's folder is gone.
        Path report = Htg.PROJECT.toAbsolutePath().resolve("cli/target/identity-" + mutation);
        List<String> line = new ArrayList<>(List.of("test", broken.path().toString(), "--matrix", "pools"));
        line.addAll(List.of("--jobs", Htg.MACHINES, "--report", report.toString(), "--only", ALONE));
        mutation.noticed().forEach(cell -> line.addAll(List.of("--only", cell)));
        CommandResult test = new Htg(folder).run(line.toArray(String[]::new));
        assertThat(test.exitStatus()).as(test.output() + test.errorTail()).isEqualTo(1);
        assertThat(failed(test.output())).as(test.output()).containsExactlyInAnyOrderElementsOf(mutation.noticed());
        Files.delete(image);
    }

    private static List<String> failed(String table) {
        return FAILED.matcher(table).results().map(line -> line.group(1)).toList();
    }
}
