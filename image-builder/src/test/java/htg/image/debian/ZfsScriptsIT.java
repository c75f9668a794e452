package htg.image.debian;

import static org.assertj.core.api.Assertions.assertThat;

import htg.common.process.Command;
import htg.common.process.CommandResult;
import htg.common.process.SystemCommandRunner;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The scripts of a ZFS stick, on a machine that is made of files. */
class ZfsScriptsIT {
    private static final Path SCRIPTS = Path.of("src/main/resources/htg/image/zfs/files/usr/lib/htg");

    /** Stands before each program that acts: notes what it would do, and plays what happens. */
    private static final String RUN = """
            #!/bin/sh
            echo "$*" >>"$HTG_ROOT/log"
            case $* in
                *sleep*) exec sleep "$3" ;;
                *umount*stuck*) exec sleep 6 ;;
                *umount*slow*) for i in 1 2 3 4 5; do echo "8 0 sda $i 0 0 0 7" >"$HTG_ROOT/proc/diskstats"; sleep 1; done ;;
                *engaged*) echo 'engaged: Device or resource busy' >&2; exit 1 ;;
            esac
            """;

    @TempDir
    Path machine = Path.of("");

    @ParameterizedTest
    @CsvSource({
        "524288, 67108864",
        "1000000, 127926272",
        "8388608, 1073741824",
        "268435456, 2147483648",
        "100, 67108864"
    })
    void theCacheGetsAnEighthOfTheMemoryWithinLimits(long kibibytes, long limit) {
        write("sys/module/zfs/parameters/zfs_arc_max", "0\n");
        write("proc/meminfo", "MemTotal:       " + kibibytes + " kB\nMemFree:        1000 kB\n");
        assertThat(run("limit-zfs-cache").succeeded()).isTrue();
        assertThat(read("sys/module/zfs/parameters/zfs_arc_max")).isEqualTo(limit + "\n");
    }

    @Test
    void aLimitThatSomebodyHasSetStays() {
        write("sys/module/zfs/parameters/zfs_arc_max", "300000000\n");
        write("proc/meminfo", "MemTotal: 8388608 kB\n");
        assertThat(run("limit-zfs-cache").succeeded()).isTrue();
        assertThat(read("sys/module/zfs/parameters/zfs_arc_max")).isEqualTo("300000000\n");
    }

    @Test
    void whatRunsLastIsReadyWhenItsLastFileIsThere() {
        write("usr/bin/busybox", "busybox");
        write("usr/lib/htg/miniroot/bin/htg-zpool", "htg-zpool");
        assertThat(run("prepare-zfs-export").exitStatus()).isEqualTo(1);
        assertThat(machine.resolve("run/initramfs/shutdown")).doesNotExist();
        write("usr/lib/htg/export-zfs", "#!/bin/sh\n");
        assertThat(run("prepare-zfs-export").succeeded()).isTrue();
        assertThat(machine.resolve("run/initramfs/shutdown")).isExecutable();
        assertThat(read("run/initramfs/bin/htg-zpool")).isEqualTo("htg-zpool");
        assertThat(machine.resolve("run/initramfs/bin/sh")).isSymbolicLink();
        assertThat(machine.resolve("run/initramfs/oldroot")).isDirectory();
    }

    @ParameterizedTest
    @CsvSource({
        "poweroff, busybox poweroff -n -f",
        "halt, busybox halt -n -f",
        "reboot, busybox reboot -n -f",
        "kexec, kexec -e"
    })
    void unmountsTheLastFirstThenExportsThenEndsAsTold(String how, String end) {
        mounted("/", "/oldroot", "/dev", "/oldroot/var/log", "/oldroot/srv/a\\040b");
        imported("htg");
        export(how, 20);
        assertThat(read("log").lines().filter(line -> !line.contains("sleep")))
                .containsExactly(
                        "busybox umount /oldroot/srv/a b",
                        "busybox umount /oldroot/var/log",
                        "busybox umount /oldroot",
                        "htg-zpool export htg",
                        end);
        assertThat(read("dev/tty0")).isEqualTo("HTG-STAGE shutdown ok pool htg is exported\n");
    }

    @Test
    void saysWhatCannotBeExportedAndGoesOn() {
        mounted("/oldroot");
        imported("engaged");
        imported("tank");
        export("reboot", 20);
        assertThat(read("dev/tty0"))
                .isEqualTo(
                        "HTG-STAGE shutdown fail pool engaged will be imported as after a power cut: Device or resource"
                                + " busy\nHTG-STAGE shutdown ok pool tank is exported\n");
        assertThat(done()).endsWith("busybox reboot -n -f\n");
    }

    @Test
    void endsAfterABoundedTimeWhenThePoolIsGone() {
        mounted("/oldroot/stuck");
        imported("htg");
        Duration elapsed = export("poweroff", 1);
        assertThat(elapsed).isLessThan(Duration.ofSeconds(5));
        assertThat(read("dev/tty0")).isEqualTo("HTG-STAGE shutdown fail the pool does not answer\n");
        assertThat(done()).endsWith("busybox poweroff -n -f\n").doesNotContain("export");
    }

    /** As long as the disk gets on. */
    @Test
    void waitsForASlowDisk() {
        mounted("/oldroot/slow");
        imported("htg");
        Duration elapsed = export("poweroff", 3);
        assertThat(elapsed).isGreaterThan(Duration.ofSeconds(4));
        assertThat(read("dev/ttyS0")).isEqualTo("HTG-STAGE shutdown ok pool htg is exported\n");
        assertThat(done()).endsWith("busybox poweroff -n -f\n");
    }

    /** Ends when the machine would: nobody tells a script that its processor is off. */
    private Duration export(String how, int patience) {
        write("sys/class/tty/console/active", "tty0 ttyS0\n");
        write("proc/diskstats", "   8       0 sda 1 0 0 0 7\n");
        write("dev/tty0", "");
        write("dev/ttyS0", "");
        write("act", RUN);
        assertThat(machine.resolve("act").toFile().setExecutable(true)).isTrue();
        String untilOff = "sh " + SCRIPTS.resolve("export-zfs") + " " + how + " >/dev/null 2>&1 & "
                + "until grep -qE ' -n -f$|kexec -e' \"$HTG_ROOT/log\" 2>/dev/null; do sleep 0.1; done";
        CommandResult result = new SystemCommandRunner(command -> {})
                .check(Command.of("sh", "-c", untilOff)
                        .env("HTG_ROOT", machine.toString())
                        .env("HTG_RUN", machine.resolve("act").toString())
                        .env("HTG_PATIENCE", Integer.toString(patience))
                        .within(Duration.ofSeconds(30)));
        return result.elapsed();
    }

    /** What was done until the machine would be off. */
    private String done() {
        return read("log").replaceFirst("(?s)((?: -n -f|kexec -e)\n).*", "$1");
    }

    private void mounted(String... places) {
        StringBuilder mounts = new StringBuilder();
        for (String place : places) {
            mounts.append("htg ").append(place).append(" zfs rw 0 0\n");
        }
        write("proc/mounts", mounts.toString());
    }

    private void imported(String pool) {
        write("proc/spl/kstat/zfs/" + pool + "/state", "ONLINE\n");
    }

    private CommandResult run(String name) {
        return new SystemCommandRunner(command -> {})
                .run(Command.of("sh", SCRIPTS.resolve(name).toString()).env("HTG_ROOT", machine.toString()));
    }

    private String read(String path) {
        try {
            return Files.readString(machine.resolve(path));
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    private void write(String path, String text) {
        try {
            Path file = machine.resolve(path);
            Files.createDirectories(file.getParent());
            Files.writeString(file, text);
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }
}
