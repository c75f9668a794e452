package htg.cli.journey;

import static org.assertj.core.api.Assertions.assertThat;

import htg.common.process.CommandResult;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The built-in matrices on the default stick, as a user runs them: each cell does what the matrix expects. */
class MatrixIT {
    @TempDir
    static Path folder = Path.of("");

    private static String stick = "";

    @BeforeAll
    static void provideTheStick() {
        Htg.requireMachines();
        stick = Stick.image(folder).path().toString();
    }

    /** Firmware with bus, bus with neighbour and fault, and every other pair of values that can meet. */
    @Test
    void theDefaultMatrixPasses() throws IOException {
        assertThat(cells("default")).isGreaterThanOrEqualTo(60);
    }

    /**
     * All that is started directly. With a BIOS, one of each kind: a failing medium, a machine that is started twice, and
     * something amiss around the stick.
     */
    @Test
    void faultsEndAsTheMatrixExpects() throws IOException {
        List<String> some = List.of(
                "direct/*",
                "bios/usb-xhci/enospc@pool",
                "bios/virtio-scsi/power-cut@switch-ok",
                "bios/virtio-scsi/no-network");
        String[] only =
                some.stream().flatMap(cells -> Stream.of("--only", cells)).toArray(String[]::new);
        assertThat(cells("faults", only)).isEqualTo(33 + 3);
    }

    /** Runs a matrix and returns the number of its cells, all of which passed. */
    private static int cells(String matrix, String... options) throws IOException {
        // Beside the other reports, so that a failure can be looked into after the test's folder is gone.
        Path report = Htg.PROJECT.toAbsolutePath().resolve("cli/target/matrix-" + matrix);
        String[] line = {"test", stick, "--matrix", matrix, "--jobs", "2", "--report", report.toString()};
        CommandResult test = new Htg(folder).run(joined(line, options));
        assertThat(test.exitStatus()).as(test.output() + test.errorTail()).isZero();
        String junit = Files.readString(report.resolve("junit.xml"));
        assertThat(report.resolve("index.html")).isNotEmptyFile();
        return (int) Pattern.compile("<testsuite ").matcher(junit).results().count();
    }

    private static String[] joined(String[] some, String... more) {
        String[] all = java.util.Arrays.copyOf(some, some.length + more.length);
        System.arraycopy(more, 0, all, some.length, more.length);
        return all;
    }
}
