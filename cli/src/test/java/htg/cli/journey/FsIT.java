package htg.cli.journey;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import htg.common.process.Command;
import htg.common.process.CommandResult;
import htg.common.process.RunningCommand;
import htg.common.process.SystemCommandRunner;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** {@code htg inspect} and {@code htg fs} on a disk with a Debian-like root, in the containers that people have. */
class FsIT {
    private static final SystemCommandRunner RUNNER = new SystemCommandRunner(command -> {});
    private static final int MIB = 1 << 20;
    private static final long HUGE = 6L << 30;

    @TempDir
    static Path folder = Path.of("");

    private static void tool(String... words) {
        RUNNER.check(Command.of(List.of(words)).in(folder).env("PATH", "/usr/sbin:/usr/bin:/sbin:/bin"));
    }

    @BeforeAll
    static void makeADisk() throws IOException {
        for (String program : List.of("bwrap", "qemu-img", "mkfs.ext4", "mkfs.vfat", "sfdisk")) {
            assumeTrue(
                    Files.isExecutable(Path.of("/usr/bin", program))
                            || Files.isExecutable(Path.of("/usr/sbin", program)),
                    program + " is not installed");
        }
        makeRoot(folder.resolve("root"));
        tool("truncate", "-s", "48M", "root.img");
        tool("mkfs.ext4", "-q", "-L", "system", "-U", "11111111-2222-3333-4444-555555555555", "-d", "root", "root.img");
        tool("truncate", "-s", "16M", "esp.img");
        tool("mkfs.vfat", "-n", "ESP", "esp.img");
        tool("truncate", "-s", "80M", "disk.img");
        tool("sh", "-c", "printf 'label: gpt\nsize=16M, type=U\nsize=48M, type=L\n' | sfdisk -q disk.img");
        tool("dd", "if=esp.img", "of=disk.img", "bs=1M", "seek=1", "conv=notrunc,sparse", "status=none");
        tool("dd", "if=root.img", "of=disk.img", "bs=1M", "seek=17", "conv=notrunc,sparse", "status=none");
        tool("qemu-img", "convert", "-c", "-O", "qcow2", "disk.img", "disk.qcow2");
        tool("qemu-img", "convert", "-O", "vmdk", "-o", "subformat=twoGbMaxExtentFlat", "disk.img", "disk.vmdk");
        tool("sh", "-c", "zstd -q -k disk.img && xz -k -0 disk.img && gzip -k -1 disk.img");
    }

    private static void makeRoot(Path root) throws IOException {
        for (String name : new String[] {"etc", "boot/grub", "var", "usr/lib", "usr/names"}) {
            Files.createDirectories(root.resolve(name));
        }
        Files.writeString(
                root.resolve("usr/lib/os-release"),
                "ID=debian\nVERSION_ID=\"12\"\nPRETTY_NAME=\"Debian GNU/Linux 12 (bookworm)\"\n");
        Files.createSymbolicLink(root.resolve("etc/os-release"), Path.of("../usr/lib/os-release"));
        Files.createSymbolicLink(root.resolve("etc/out"), Path.of("/../../../../etc/passwd"));
        Files.writeString(root.resolve("etc/hostname"), "guest\n");
        Files.write(root.resolve("boot/vmlinuz-6.1.0-9-amd64"), kernel("6.1.0-9-amd64"));
        Files.write(root.resolve("boot/vmlinuz-6.1.0-10-amd64"), kernel("6.1.0-10-amd64"));
        Files.writeString(root.resolve("boot/initrd.img-6.1.0-9-amd64"), "ramdisk of 9");
        Files.writeString(root.resolve("boot/initrd.img-6.1.0-10-amd64"), "ramdisk of 10");
        Files.writeString(root.resolve("boot/grub/grub.cfg"), """
                set default="0"
                menuentry 'Debian' --id debian {
                    search --no-floppy --fs-uuid --set=root 11111111-2222-3333-4444-555555555555
                    linux /boot/vmlinuz-6.1.0-9-amd64 root=UUID=11111111-2222-3333-4444-555555555555 ro quiet
                    initrd /boot/initrd.img-6.1.0-9-amd64
                }
                """);
        for (String name : new String[] {"line\nbreak", "red\033[31m", "csi\u009b31m"}) {
            Files.createFile(root.resolve("usr/names").resolve(name));
        }
        byte[] random = new byte[4 * MIB];
        new Random(1).nextBytes(random);
        Files.write(root.resolve("var/random"), random);
        try (RandomAccessFile huge =
                new RandomAccessFile(root.resolve("var/huge").toFile(), "rw")) {
            huge.setLength(HUGE);
        }
        try (RandomAccessFile holes =
                new RandomAccessFile(root.resolve("var/holes").toFile(), "rw")) {
            holes.setLength(30L * MIB);
            holes.seek(20L * MIB);
            holes.write("in the middle".getBytes(StandardCharsets.UTF_8));
        }
    }

    /** The header of a bzImage (Documentation/arch/x86/boot.rst) that says which version it is. */
    private static byte[] kernel(String version) {
        byte[] kernel = new byte[4096];
        kernel[0x1FE] = 0x55;
        kernel[0x1FF] = (byte) 0xAA;
        System.arraycopy("HdrS".getBytes(StandardCharsets.US_ASCII), 0, kernel, 0x202, 4);
        kernel[0x1F1] = 4;
        kernel[0x206] = 0x0F;
        kernel[0x207] = 0x02;
        kernel[0x211] = 1;
        kernel[0x236] = 1;
        kernel[0x20E] = 0;
        kernel[0x20F] = 4;
        byte[] text = (version + " (maker@host) #1 SMP").getBytes(StandardCharsets.US_ASCII);
        System.arraycopy(text, 0, kernel, 0x400 + 0x200, text.length);
        return kernel;
    }

    private static CommandResult htg(String... words) {
        return new Htg(folder).run(words);
    }

    private static String output(String... words) {
        CommandResult result = htg(words);
        assertThat(result.exitStatus()).as(result.errorTail()).isZero();
        return result.output();
    }

    @ParameterizedTest
    @CsvSource({
        "disk.img, raw",
        "disk.qcow2, qcow2",
        "disk.vmdk, vmdk",
        "disk.img.zst, zst",
        "disk.img.xz, xz",
        "disk.img.gz, gz"
    })
    void saysWhatIsInAnImageInAnyContainer(String image, String format) {
        assertThat(output("inspect", image))
                .containsIgnoringCase(format)
                .contains("GPT", "ext4", "system", "vfat", "Debian GNU/Linux 12 (bookworm)", "6.1.0-10-amd64");
    }

    @Test
    void saysTheSameForPrograms() {
        String document = output("inspect", "disk.qcow2", "--output", "json");
        assertThat(document).startsWith("{").contains("\"format\": 1", "\"qcow2\"", "\"ext4\"", "\"6.1.0-9-amd64\"");
    }

    @Test
    void listsAndShowsFiles() {
        assertThat(output("fs", "ls", "disk.qcow2", "/etc")).isEqualTo("hostname\nos-release\nout\n");
        assertThat(output("fs", "ls", "-l", "disk.qcow2:2", "/etc")).contains("os-release -> ../usr/lib/os-release");
        assertThat(output("fs", "cat", "disk.img.zst:system", "/etc/os-release"))
                .contains("ID=debian");
        assertThat(output("fs", "find", "disk.img", "/boot", "--name", "vmlinuz-*"))
                .isEqualTo("/boot/vmlinuz-6.1.0-10-amd64\n/boot/vmlinuz-6.1.0-9-amd64\n");
        assertThat(output("fs", "tree", "disk.img", "/boot")).contains("├── grub\n│   └── grub.cfg\n");
        assertThat(output("fs", "stat", "disk.img", "/etc/hostname")).contains("size       6\n", "type       regular");
    }

    @Test
    void aLinkNeverLeadsOutOfTheImage() {
        CommandResult result = htg("fs", "cat", "disk.img:2", "/etc/out");
        assertThat(result.exitStatus()).isEqualTo(2);
        assertThat(result.errorTail())
                .contains("There is no /etc/out in the image")
                .doesNotContain("root:x:0");
    }

    @Test
    void whoHasReadEnoughIsNoFailure() throws IOException {
        try (RunningCommand cat = new Htg(folder).start("fs", "cat", "disk.img:2", "/var/holes")) {
            assertThat(cat.output().readNBytes(10)).hasSize(10);
            cat.output().close();
            assertThat(cat.waitFor(Duration.ofMinutes(1))).as(cat.errorTail()).hasValue(0);
        }
    }

    @Test
    void copiesOutWithHolesAndTheRightBytes() throws IOException {
        String sum = output("fs", "sha256", "disk.vmdk", "/var/holes").substring(0, 64);
        output("fs", "get", "disk.vmdk:2", "/var", "-o", "copy");
        Path holes = folder.resolve("copy/holes");
        assertThat(Files.size(holes)).isEqualTo(30L * MIB);
        assertThat((Long) Files.getAttribute(holes, "unix:ino")).isPositive();
        assertThat(HexFormat.of().formatHex(digest(holes))).isEqualTo(sum);
        assertThat(kibibytes(holes)).isLessThan(1000);
        assertThat(Files.size(folder.resolve("copy/huge"))).isEqualTo(HUGE);
        assertThat(kibibytes(folder.resolve("copy/huge"))).isLessThan(1000);
    }

    private static long kibibytes(Path file) {
        String blocks = RUNNER.check(Command.of("du", "-k", file.toString())).output();
        return Long.parseLong(blocks.substring(0, blocks.indexOf('\t')));
    }

    @Test
    void namesMoveNoCursorAndAreWholeInJson() {
        assertThat(output("fs", "ls", "disk.img:2", "/usr/names"))
                .isEqualTo("csi\\x9b31m\nline\\x0abreak\nred\\x1b[31m\n");
        List<String> paths = new ArrayList<>();
        for (JsonNode file : new JsonMapper()
                .readTree(output("fs", "ls", "disk.img:2", "/usr/names", "--output", "json"))
                .path("files")) {
            paths.add(file.path("path").asString());
        }
        assertThat(paths)
                .containsExactly("/usr/names/csi\u009b31m", "/usr/names/line\nbreak", "/usr/names/red\033[31m");
    }

    /** The confined JVM: {@code bwrap} and what is before it have its words in their own as well. */
    private static ProcessHandle reader(RunningCommand htg) throws IOException {
        for (ProcessHandle one :
                ProcessHandle.of(htg.pid()).orElseThrow().descendants().toList()) {
            String words = Files.readString(Path.of("/proc", Long.toString(one.pid()), "cmdline"));
            if (words.contains("htg.store.reader.ReaderMain") && !words.contains("bwrap")) {
                return one;
            }
        }
        throw new AssertionError("there is no reader");
    }

    @Test
    void aReaderThatIsKilledIsNoSuccess() throws IOException {
        try (RunningCommand cat = new Htg(folder).start("fs", "cat", "disk.img:2", "/var/random")) {
            assertThat(cat.output().readNBytes(10)).hasSize(10);
            reader(cat).destroyForcibly();
            assertThat(cat.output().readAllBytes()).hasSizeLessThan(4 * MIB - 10);
            assertThat(cat.waitFor(Duration.ofMinutes(1))).hasValue(1);
            assertThat(cat.errorTail()).contains("was ended by signal 9").doesNotContain("Exception");
        }
    }

    @Test
    void theReaderEndsWithHtgEvenWhenThatIsKilled() throws IOException {
        try (RunningCommand cat = new Htg(folder).start("fs", "cat", "disk.img:2", "/var/random")) {
            assertThat(cat.output().readNBytes(10)).hasSize(10);
            ProcessHandle reader = reader(cat);
            ProcessHandle.of(cat.pid()).orElseThrow().destroyForcibly();
            assertThat(reader.onExit().orTimeout(1, TimeUnit.MINUTES).join().isAlive())
                    .isFalse();
        }
    }

    @ParameterizedTest
    @CsvSource({
        "'fs sha256 --cpu-time 1 disk.img:2 /var/huge', 'took more than 1 s of a processor', '--cpu-time 10'",
        "'fs cat --max-output 1M disk.img:2 /var/holes', 'More than 1.0 MiB came out', '--max-output'",
        "'fs cat --max-output 1M disk.img:2 /var/random', 'More than 1.0 MiB came out', '--max-output'",
        "'fs ls --max-output 1M disk.img.zst:2 /', 'the unpacked disk is larger', '--max-output'",
    })
    void aLimitIsToldWithWhatToDo(String line, String problem, String hint) {
        CommandResult result = htg(line.split(" ", -1));
        assertThat(result.exitStatus()).as(result.errorTail()).isEqualTo(1);
        assertThat(result.errorTail()).contains(problem, hint).doesNotContain("Exception");
    }

    /** A machine without {@code bwrap}, or one whose {@code bwrap} may not do what it is for. */
    @ParameterizedTest
    @CsvSource({"false, 'Install the package bubblewrap'", "true,  'may not allow user namespaces; see htg-inspect(1)'"
    })
    void aMachineThatCannotConfineIsUnfit(boolean there, String hint) throws IOException {
        Path programs = Files.createDirectory(folder.resolve("programs-" + there));
        Files.createSymbolicLink(
                programs.resolve("java"), Path.of(System.getProperty("java.home", "/usr"), "bin/java"));
        Files.createSymbolicLink(programs.resolve("setpriv"), Path.of("/usr/bin/setpriv"));
        if (there) {
            Path bwrap = Files.writeString(
                    programs.resolve("bwrap"),
                    "#!/bin/sh\necho 'bwrap: No permissions to create new namespace' >&2\nexit 1\n");
            Files.setPosixFilePermissions(bwrap, PosixFilePermissions.fromString("rwxr-xr-x"));
        }
        CommandResult result =
                new Htg(folder).runUnder(List.of("env", "PATH=" + programs), "fs", "ls", "disk.img:2", "/");
        assertThat(result.exitStatus()).as(result.errorTail()).isEqualTo(3);
        assertThat(result.errorTail()).contains(hint).doesNotContain("Exception");
    }

    private static byte[] digest(Path file) throws IOException {
        try {
            return java.security.MessageDigest.getInstance("SHA-256").digest(Files.readAllBytes(file));
        } catch (java.security.NoSuchAlgorithmException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    @Test
    void whatIsThereIsNotWrittenOver() throws IOException {
        Files.writeString(folder.resolve("mine"), "mine");
        CommandResult result = htg("fs", "get", "disk.img:2", "/etc/hostname", "-o", "mine");
        assertThat(result.exitStatus()).isEqualTo(4);
        assertThat(folder.resolve("mine")).hasContent("mine");
        output("fs", "get", "disk.img:2", "/etc/hostname", "-o", "mine", "--force");
        assertThat(folder.resolve("mine")).hasContent("guest\n");
    }

    @Test
    void takesWhatTheBootLoaderWouldStart() throws IOException {
        String said = output("fs", "kernel", "disk.qcow2", "-o", "boot");
        assertThat(said).contains("vmlinuz-6.1.0-9-amd64", "\"Debian\"", "grub.cfg");
        assertThat(folder.resolve("boot/ramdisk.img")).hasContent("ramdisk of 9");
        assertThat(folder.resolve("boot/cmdline"))
                .hasContent("root=UUID=11111111-2222-3333-4444-555555555555 ro quiet\n");
        assertThat(Files.readAllBytes(folder.resolve("boot/vmlinuz"))).isEqualTo(kernel("6.1.0-9-amd64"));
    }

    @Test
    void takesWhatTheCallerNames() {
        output("fs", "kernel", "disk.img", "--kernel", "/boot/vmlinuz-6.1.0-10-amd64", "-o", "named");
        assertThat(folder.resolve("named/ramdisk.img")).hasContent("ramdisk of 10");
    }

    @ParameterizedTest
    @CsvSource({
        "'fs ls none.img /',              'there is no such file'",
        "'fs ls disk.img:7 /',            'has no file system'",
        "'fs ls disk.img /no/such',       'None of the image''s file systems has /no/such'",
        "'fs cat disk.img:2 /etc',        'is no file but a folder'",
        "'fs find disk.img / --type x',   'There is no type'",
        "'fs find disk.img / --name [a',  'is no pattern'",
        "'fs',                            'No action was given'",
        "'inspect .',                     'it is a folder'",
        "'fs ls disk.img / --cpu-time 0', '--cpu-time is 0'",
        "'fs kernel disk.img:1 -o none',  'has no kernel that is found'",
        "'fs ls disk.img: /',             'nothing behind the colon'",
        "'fs tree disk.img / --depth=-1', '--depth is -1'",
        "'fs ls disk.img / --max-output x', 'is not a size'",
        "'fs ls /dev/null /',             'no file and no disk'",
    })
    void whatMakesNoSenseIsToldInOneLine(String line, String problem) {
        CommandResult result = htg(line.split(" ", -1));
        assertThat(result.exitStatus()).as(result.errorTail()).isEqualTo(2);
        assertThat(result.errorTail()).contains(problem).doesNotContain("Exception");
    }
}
