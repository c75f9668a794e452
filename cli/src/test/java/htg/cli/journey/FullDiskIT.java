package htg.cli.journey;

import static org.assertj.core.api.Assertions.assertThat;

import htg.common.process.CommandResult;
import htg.testvm.Needs;
import htg.testvm.machine.DirectKernel;
import htg.testvm.qemu.StickImage;
import htg.testvm.stick.BootFiles;
import htg.testvm.stick.StickParts;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * A disk fills up while the default stick is boot-tested: the message names what did not fit, no machine runs on, and
 * nothing is left of it.
 */
class FullDiskIT {
    /** What one of these machines leaves in the report is more than this, beside the kernel and the ramdisk. */
    private static final int LEAST_REPORT = 100;

    @TempDir
    static Path shared = Path.of("");

    private static Optional<StickImage> stick = Optional.empty();

    /** What the kernel and the ramdisk take on a disk with blocks of 4 KiB, in KiB. */
    private static long kernel;

    private static long ramdisk;

    @TempDir
    Path folder = Path.of("");

    private Leavings leavings = new Leavings(folder);
    private Htg htg = new Htg(folder);

    @BeforeAll
    static void needsAStick() throws IOException {
        Htg.requireMachines();
        Needs.privateMounts();
        StickImage image = Stick.image();
        DirectKernel files = BootFiles.extract(StickParts.of(image), shared.resolve("boot-files"));
        kernel = kibibytes(files.kernel());
        ramdisk = kibibytes(files.ramdisk().orElseThrow());
        stick = Optional.of(image);
    }

    private static long kibibytes(Path file) throws IOException {
        return (Files.size(file) + 4095) / 4096 * 4;
    }

    @BeforeEach
    void workInTheFolder() throws IOException {
        leavings = Leavings.in(folder);
        htg = new Htg(folder).withTemporaryFilesIn(leavings.temporary());
    }

    @Test
    void theReportsBeforeTheKernelIsThere() throws IOException {
        CommandResult result = assertReportFull(kernel - 1000, "boot-files/vmlinuz: No space left on device");
        assertThat(result.output()).isEmpty();
    }

    @Test
    void theReportsBeforeTheRamdiskIsThere() throws IOException {
        CommandResult result =
                assertReportFull(kernel + ramdisk - 1000, "boot-files/ramdisk.img: No space left on device");
        assertThat(result.output()).isEmpty();
    }

    /** At the script that repeats the cell, at the first lines of the log, among the pictures, shortly before the end. */
    @ParameterizedTest
    @ValueSource(ints = {0, 8, 20, 48, LEAST_REPORT})
    void theReportsWhileTheMachineRuns(int room) throws IOException {
        CommandResult result = assertReportFull(kernel + ramdisk + room, ": No space left on device");
        assertThat(result.output())
                .as("the results are told, and no report is promised")
                .startsWith("cell ")
                .containsPattern("(?m)^direct/virtio-blk ")
                .contains(" of 1 cells passed")
                .doesNotContain("Report: ");
    }

    private CommandResult assertReportFull(long kibibytes, String message) throws IOException {
        SmallDisk disk = SmallDisk.in(folder);
        String report = disk.place().resolve("report").toString();
        CommandResult result =
                htg.runUnder(disk.wrapper(kibibytes), line(matrix("discover"), "--report", report, "-q"));
        Leavings.assertOneMessage(result, 3, message, "Free some space there");
        assertThat(result.errorTail()).contains("htg: Cannot write " + report + "/");
        assertThat(result.errorTail().lines().filter(line -> line.startsWith("htg: warning: ")))
                .as("pictures that did not fit are one warning")
                .hasSizeLessThan(2);
        assertThat(disk.left())
                .noneMatch(name -> name.matches("./report/[^/]*\\.(html|xml|json)") || name.endsWith(".part"));
        leavings.assertNone();
        return result;
    }

    @Test
    void theMachinesOwnBeforeItIsOn() throws IOException {
        assertMachineFails(64, "stick.qcow2: Could not write");
    }

    /** A stick writes nothing before its base has started, then soon some megabytes. */
    @Test
    void theMachinesOwnWhileItWrites() throws IOException {
        assertMachineFails(3000, "stick.qcow2: No space left on device; last landmark: ");
    }

    /** The report has room: it says what became of the cell, which proves nothing about the image. */
    private void assertMachineFails(int kibibytes, String reason) throws IOException {
        SmallDisk disk = SmallDisk.in(folder);
        CommandResult result = htg.withTemporaryFilesIn(disk.place())
                .runUnder(disk.wrapper(kibibytes), line(matrix("multi-user"), "--output", "json", "-q"));
        assertThat(result.exitStatus()).as(result.errorTail()).isEqualTo(1);
        assertThat(result.errorTail()).isEmpty();
        assertThat(result.output())
                .contains("\"stage\" : \"host\"")
                .contains(disk.place() + "/htg-vm-", reason, "No space left on device");
        assertThat(folder.resolve("out/report/index.html")).isNotEmptyFile();
        assertThat(disk.left()).isEmpty();
        leavings.assertNone();
    }

    private String matrix(String until) throws IOException {
        String text = "name: one\ninclude: [direct/virtio-blk]\nuntil: " + until + "\nchecks: none\n"
                + "kernel-arguments: ignore_loglevel\n";
        return Files.writeString(folder.resolve("one.yaml"), text).toString();
    }

    private static String[] line(String matrix, String... options) {
        String image = stick.orElseThrow().path().toString();
        String[] line = java.util.Arrays.copyOf(new String[] {"test", image, "--matrix", matrix}, 4 + options.length);
        System.arraycopy(options, 0, line, 4, options.length);
        return line;
    }
}
