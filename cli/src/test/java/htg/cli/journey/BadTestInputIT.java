package htg.cli.journey;

import static org.assertj.core.api.Assertions.assertThat;

import htg.common.io.TemporaryFolder;
import htg.common.process.CommandResult;
import htg.testvm.Needs;
import htg.testvm.machine.FirmwareFiles;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Each mistake in a boot test ends in one clear message and the right exit status; no machine runs on, nothing is left of
 * one, and there is no report of what has not run.
 */
class BadTestInputIT {
    private static final String ONE_CELL = "bios/usb-xhci";
    private static final String FIRMWARE = FirmwareFiles.DEBIAN_FOLDER.toString();

    @TempDir
    Path folder = Path.of("");

    private Leavings leavings = new Leavings(folder);
    private Htg htg = new Htg(folder);

    @BeforeEach
    void workInTheFolder() throws IOException {
        Htg.requireMachines();
        leavings = Leavings.in(folder);
        htg = new Htg(folder).withTemporaryFilesIn(leavings.temporary());
    }

    @Test
    void aMatrixWithUnknownValues() throws IOException {
        Files.writeString(
                folder.resolve("m.yaml"),
                "name: m\naxes: {firmwre: [bios], bus: [usb-xhcj]}\nuntil: nowhere\nexpect: [{when: {}, stage: x}]\n");
        Files.write(folder.resolve("image"), new byte[1 << 20]);
        CommandResult result = htg.run("test", "image", "--matrix", "m.yaml");
        assertFailure(result, 2, "m.yaml:2:8: unknown key 'firmwre'", "Nothing was started.");
        assertThat(result.errorTail())
                .contains("m.yaml:2:31: 'usb-xhcj' is no bus: choose from usb-xhci,")
                .contains("m.yaml:3:1: a boot passes no landmark 'nowhere'")
                .contains("m.yaml:4:");
    }

    @Test
    void aMatrixThatIsNotThere() throws IOException {
        Files.write(folder.resolve("image"), new byte[1 << 20]);
        CommandResult result = htg.run("test", "image", "--matrix", "smok");
        assertFailure(result, 2, "Cannot read the matrix smok: no such file or folder", "smoke");
    }

    @Test
    void anImageThatIsNotThere() throws IOException {
        String image = folder.resolve("none.img").toString();
        assertFailure(htg.run("test", "none.img"), 2, "Image " + image + " does not exist", "./htg build");
    }

    @Test
    void anImageThatIsEmpty() throws IOException {
        Path image = Files.createFile(folder.resolve("empty.img"));
        assertFailure(htg.run("test", "empty.img"), 2, "Image " + image + " is empty", "./htg build");
    }

    /** To know that takes a machine: it is a cell that fails, with a report. */
    @Test
    void anImageThatCannotBoot() throws IOException {
        Files.write(folder.resolve("junk.img"), new byte[1 << 20]);
        CommandResult result = htg.run("test", "junk.img", "--matrix", "any", "--only", ONE_CELL, "-q");
        assertThat(result.exitStatus()).as(result.errorTail()).isEqualTo(1);
        assertThat(result.output()).contains("the firmware found nothing to boot", "0 of 1 cells passed, 1 failed");
        assertThat(result.errorTail()).isEmpty();
        assertThat(folder.resolve("out/report/results.json")).content().contains("\"stage\" : \"firmware\"");
        leavings.assertNone();
    }

    @Test
    void anImageWithoutTheKernelThatACellStarts() throws IOException {
        Path image = Files.write(folder.resolve("junk.img"), new byte[1 << 20]);
        CommandResult result = htg.run("test", "junk.img", "--only", "direct/usb-xhci");
        assertFailure(result, 2, "Image " + image + " is no stick of htg", "./htg build");
    }

    @ParameterizedTest
    @CsvSource({"qemu-system-x86_64, qemu-system-x86", "qemu-img, qemu-utils", "qemu-io, qemu-utils"})
    void aProgramOfQemuThatIsMissing(String program, String debianPackage) throws IOException {
        Files.write(folder.resolve("image"), new byte[1 << 20]);
        List<String> without = List.of("env", "PATH=" + pathWithout(program));
        CommandResult result = htg.runUnder(without, "test", "image", "--only", ONE_CELL);
        TemporaryFolder.deleteTree(folder.resolve("bin"));
        assertFailure(result, 3, program + " is not installed", "Install Debian's package " + debianPackage + ".");
    }

    @Test
    void firmwareThatIsMissing() throws IOException {
        Needs.privateMounts();
        Files.write(folder.resolve("image"), new byte[1 << 20]);
        CommandResult result =
                htg.runUnder(hiding("mount -t tmpfs none " + FIRMWARE), "test", "image", "--only", "uefi/usb-xhci");
        assertFailure(result, 3, "Firmware uefi needs " + FIRMWARE, "package ovmf");
    }

    @ParameterizedTest
    @ValueSource(strings = {"same-name-pool", "foreign-pool"})
    void aDiskLikeAStickBesideAnImageThatIsNone(String neighbour) throws IOException {
        Path image = Files.write(folder.resolve("image"), new byte[1 << 20]);
        CommandResult result = htg.run("test", "image", "--only", ONE_CELL + "/" + neighbour);
        assertFailure(result, 2, "Image " + image + " is no stick of htg", "./htg build");
    }

    /** Of what can be taken out of it, nothing is taken in vain. */
    @Nested
    class WithAStick {
        private static final String DIRECT = "direct/usb-xhci";

        @TempDir
        static Path shared = Path.of("");

        private static String stick = "";

        @BeforeAll
        static void provideTheStick() {
            stick = Stick.image().path().toString();
        }

        @Test
        void firmwareThatIsMissing() throws IOException {
            CommandResult result = htg.runUnder(hiding("mount -t tmpfs none " + FIRMWARE), "test", stick);
            assertFailure(result, 3, " needs " + FIRMWARE, "package ovmf");
        }

        @Test
        void aModuleThatIsNotThere() throws IOException {
            CommandResult result = htg.run("test", stick, "--only", DIRECT + "/without-module@btrsf");
            assertFailure(result, 2, "no kernel module 'btrsf'", "There are: ");
        }

        @Test
        void aMissingProgramThatUnpacksTheRamdisk() throws IOException {
            List<String> without = List.of("env", "PATH=" + pathWithout("zstd"));
            CommandResult result = htg.runUnder(without, "test", stick, "--only", DIRECT + "/without-module@btrfs");
            TemporaryFolder.deleteTree(folder.resolve("bin"));
            assertFailure(result, 3, "zstd is not installed", "Install Debian's package zstd.");
        }

        @Test
        void aMissingProgramThatMakesTheOtherDisk() throws IOException {
            // Found without PATH, too.
            String program = "/usr/sbin/mkfs.btrfs";
            String hide = "{ [ ! -e " + program + " ] || mount --bind /dev/null " + program + "; }";
            CommandResult result = htg.runUnder(hiding(hide), "test", stick, "--only", DIRECT + "/same-name-pool");
            assertFailure(result, 3, "mkfs.btrfs is not installed", "Install Debian's package btrfs-progs.");
        }
    }

    @Test
    void aPortThatIsTaken() throws IOException {
        Files.write(folder.resolve("image"), new byte[1 << 20]);
        try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            String port = String.valueOf(taken.getLocalPort());
            CommandResult result = htg.run("run", "image", "--accel", "tcg", "--ssh-port", port);
            assertFailure(result, 3, "Port " + port + " of 127.0.0.1 cannot be used", "Choose another port");
        }
    }

    @Test
    void aPlaceInWhichNoSocketCanBeMade() throws IOException {
        Files.write(folder.resolve("image"), new byte[1 << 20]);
        Path deep = Files.createDirectory(leavings.temporary().resolve("x".repeat(90)));
        CommandResult result =
                htg.withTemporaryFilesIn(deep).run("test", "image", "--only", ONE_CELL, "--accel", "tcg");
        Files.delete(deep);
        assertFailure(result, 3, "Machines cannot have their sockets in " + deep, "Set TMPDIR");
    }

    @Test
    void aPlaceForTemporaryFilesThatIsAFile() throws IOException {
        Path file = Files.write(folder.resolve("image"), new byte[1 << 20]);
        CommandResult result =
                htg.withTemporaryFilesIn(file).run("test", "image", "--only", ONE_CELL, "--accel", "tcg");
        assertFailure(result, 3, "Cannot make a temporary folder in " + file, "TMPDIR");
    }

    @Test
    void aReportThatCannotBeWritten() throws IOException {
        Path file = Files.write(folder.resolve("image"), new byte[1 << 20]);
        String report = file.resolve("report").toString();
        CommandResult result = htg.run("test", "image", "--matrix", "any", "--only", ONE_CELL, "--report", report);
        assertFailure(result, 3, report, "Choose");
    }

    /** What runs a program where a shell command has hidden something. */
    private static List<String> hiding(String command) {
        return List.of("unshare", "-rm", "sh", "-c", command + " && exec \"$@\"", "sh");
    }

    /** A folder of links to all programs that a boot test uses but one. */
    private Path pathWithout(String program) throws IOException {
        Path links = Files.createDirectory(folder.resolve("bin"));
        Files.createSymbolicLink(links.resolve("java"), Path.of(System.getProperty("java.home"), "bin", "java"));
        for (String other : List.of("qemu-system-x86_64", "qemu-img", "qemu-io", "sh", "cp", "zstd")) {
            if (!other.equals(program)) {
                Files.createSymbolicLink(links.resolve(other), Path.of("/usr/bin", other));
            }
        }
        return links;
    }

    private void assertFailure(CommandResult result, int status, String message, String hint) throws IOException {
        Leavings.assertOneMessage(result, status, message, hint);
        assertThat(folder.resolve("out")).doesNotExist();
        leavings.assertNone();
    }
}
