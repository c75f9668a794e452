package htg.image.debian;

import static org.assertj.core.api.Assertions.assertThat;

import htg.common.process.Command;
import htg.common.process.CommandResult;
import htg.common.process.SystemCommandRunner;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Scripts of the base that deal with all partitions of the root pool, on a machine made of files. */
class RootPartitionsIT {
    private static final Path SCRIPTS = Path.of("src/main/resources/htg/image/base/files/usr/lib/htg");
    private static final String FILE_SYSTEM = "sys/fs/btrfs/7dc83c03-a050-83bc-b478-9a69595018ec/devices/";

    @TempDir
    Path machine = Path.of("");

    @BeforeEach
    void threeSticks() throws IOException {
        Files.createDirectories(machine.resolve("sys/class/block"));
        for (String disk : new String[] {"sda", "sdb", "sdc"}) {
            for (int number = 1; number <= 3; number++) {
                Path partition = Files.createDirectories(machine.resolve("sys/devices/" + disk + "/" + disk + number));
                Files.createSymbolicLink(machine.resolve("sys/class/block/" + disk + number), partition);
            }
            block(disk, "# GRUB Environment Block\nhtg_stick=aa\n");
        }
        program("systemd-repart", "echo \"repart $*\"");
        program(
                "btrfs",
                "case $2 in show) printf '\\tdevid    1 size 1 path a\\n\\tdevid    2 size 1\\n' ;; *) echo \"$*\" ;; esac");
    }

    @Test
    void theMountedPartitionIsTheOnlyOneOfASingleStick() throws IOException {
        rootIs("btrfs /dev/sda3");
        file(FILE_SYSTEM + "sda3");
        assertThat(run("root-partitions").output()).isEqualTo("sda3\n");
    }

    @Test
    void bothPartitionsOfABtrfsMirrorAreFound() throws IOException {
        mirror();
        assertThat(run("root-partitions").output()).isEqualTo("sda3\nsdb3\n");
    }

    @Test
    void theWorkingPartitionsOfAZfsMirrorAreFound() throws IOException {
        rootIs("zfs htg/ROOT/default");
        program(
                "zpool",
                "[ \"$3\" = htg ] && printf '\\thtg  DEGRADED 0\\n\\t  mirror-0  DEGRADED 0\\n\\t    /dev/sda3  ONLINE 0\\n"
                        + "\\t    /dev/sdb3  UNAVAIL 0\\n'");
        assertThat(run("root-partitions").output()).isEqualTo("sda3\n");
    }

    @Test
    void aPartitionIsOneOfTheSticksOrOfAnother() throws IOException {
        mirror();
        assertThat(run("root-partitions", "sdb2").succeeded()).isTrue();
        assertThat(run("root-partitions", "sda1").succeeded()).isTrue();
        assertThat(run("root-partitions", "sdc2").exitStatus()).isEqualTo(1);
        assertThat(run("root-partitions", "sdx2").exitStatus()).isEqualTo(1);
    }

    /** A disk of the machine that somebody has added to the pool: none of its other partitions is ours. */
    @Test
    void aDiskThatIsNoStickIsNeitherGrownNorWrittenTo() throws IOException {
        mirror();
        block("sdb", "");
        assertThat(run("root-partitions").output()).isEqualTo("sda3\n");
        assertThat(run("root-partitions", "sdb1").exitStatus()).isEqualTo(1);
        assertThat(run("root-partitions", "--itself", "sdb3").succeeded()).isTrue();
        program("findmnt", "case \"$*\" in *SOURCE*) echo btrfs /dev/sda3 ;; *) echo btrfs ;; esac");
        assertThat(run("grow-pool").output()).contains("/dev/sda").doesNotContain("/dev/sdb");
    }

    @Test
    void whatIsOnTheSameDiskIsNotThePartitionItself() throws IOException {
        mirror();
        assertThat(run("root-partitions", "--itself", "sdb3").succeeded()).isTrue();
        assertThat(run("root-partitions", "--itself", "sdb2").exitStatus()).isEqualTo(1);
        assertThat(run("root-partitions", "--itself", "sdc3").exitStatus()).isEqualTo(1);
    }

    @Test
    void everyPartitionAndEveryDeviceOfThePoolGrows() throws IOException {
        mirror();
        program("findmnt", "case \"$*\" in *SOURCE*) echo btrfs /dev/sda3 ;; *) echo btrfs ;; esac");
        assertThat(run("grow-pool").output().lines())
                .containsExactly(
                        "repart --dry-run=no --discard=no /dev/sda",
                        "repart --dry-run=no --discard=no /dev/sdb",
                        "filesystem resize 1:max /",
                        "filesystem resize 2:max /");
    }

    private void mirror() throws IOException {
        rootIs("btrfs /dev/sda3");
        file(FILE_SYSTEM + "sda3");
        file(FILE_SYSTEM + "sdb3");
    }

    private void block(String disk, String text) throws IOException {
        byte[] bytes = new byte[1024 * 1024];
        byte[] block = text.getBytes(StandardCharsets.US_ASCII);
        System.arraycopy(block, 0, bytes, 992 * 1024, block.length);
        Files.write(Files.createDirectories(machine.resolve("dev")).resolve(disk), bytes);
    }

    private void rootIs(String typeAndSource) throws IOException {
        program("findmnt", "echo " + typeAndSource);
    }

    private void program(String name, String line) throws IOException {
        Path program = Files.createDirectories(machine.resolve("bin")).resolve(name);
        Files.writeString(program, "#!/bin/sh\n" + line + "\n");
        assertThat(program.toFile().setExecutable(true)).isTrue();
    }

    private void file(String path) throws IOException {
        Files.createDirectories(machine.resolve(path).getParent());
        Files.writeString(machine.resolve(path), "");
    }

    private CommandResult run(String script, String... arguments) {
        return new SystemCommandRunner(command -> {})
                .run(Command.of("sh", SCRIPTS.resolve(script).toString())
                        .with(arguments)
                        .env("HTG_ROOT", machine.toString())
                        .env("PATH", machine.resolve("bin") + ":" + System.getenv("PATH")));
    }
}
