package htg.cli.journey;

import static org.assertj.core.api.Assertions.assertThat;

import htg.common.process.CommandResult;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The default stick in the smoke matrix: real firmware, GRUB, kernel, trampoline, Debian, nested guest. */
class StickBootIT {
    /** The one with a copy next to it. All of the base is started with UEFI by {@link ZfsStickIT}. */
    private static final List<String> CELLS = List.of("bios/virtio-blk/used-twin");

    @BeforeAll
    static void needsTools() {
        Htg.requireBuildTools();
        Htg.requireMachines();
    }

    @Test
    void bootsAndPassesItsChecksInEveryCell(@TempDir Path folder) throws IOException {
        Htg htg = new Htg(folder);
        CommandResult build = htg.run("build", "--cache", Htg.CACHE.toString());
        assertThat(build.exitStatus()).as(build.errorTail()).isZero();
        // Beside the other reports, so that a failure can be looked into after the test's folder is gone.
        Path report = Htg.PROJECT.toAbsolutePath().resolve("cli/target/stick-report");
        Stream<String> all = Stream.of("test", "out/htg.img", "--matrix", "smoke", "--jobs", Htg.MACHINES);
        Stream<String> only = Stream.of(MatrixRun.only(CELLS.toArray(String[]::new)));
        CommandResult test = htg.run(Stream.of(all, only, Stream.of("--report", report.toString()))
                .flatMap(words -> words)
                .toArray(String[]::new));
        assertThat(test.exitStatus()).as(test.output() + test.errorTail()).isZero();
        for (String cell : CELLS) {
            assertCell(report.resolve(cell.replace('/', '-')));
        }
        String junit = Files.readString(report.resolve("junit.xml"));
        assertThat(Pattern.compile("<testsuite ").matcher(junit).results()).hasSizeGreaterThanOrEqualTo(CELLS.size());
        assertThat(junit).contains("name=\"nested-kvm\"").doesNotContain("<failure");
    }

    private static void assertCell(Path cell) throws IOException {
        assertThat(Files.readString(cell.resolve("serial.log"), StandardCharsets.ISO_8859_1))
                .as(cell + "/serial.log")
                .contains("HTG-STAGE switch ok", "HTG-STAGE multi-user ok", "HTG-CHECK nested-kvm ok HTG-NESTED");
        assertThat(Files.readAllBytes(cell.resolve("screenshot.png")))
                .as(cell + "/screenshot.png")
                .startsWith(0x89, 'P', 'N', 'G');
    }
}
