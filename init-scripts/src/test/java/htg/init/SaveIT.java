package htg.init;

import static htg.init.FakeMachine.POOL;
import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** The file on the stick that says what was seen, and above all the sticks on which there must be none. */
class SaveIT {
    private static final String SEARCH = "root=UUID=" + POOL + " htg.deadline=1 htg.panic=3";
    private static final String MOUNT_ESP = "mount -t vfat -o nosuid,nodev,noexec /dev/";
    private static final byte[] FAT = "FAT32   ".getBytes(StandardCharsets.US_ASCII);

    @TempDir
    Path folder = Path.of("");

    @ParameterizedTest
    @EnumSource
    void savesItOnTheBootPartitionOfTheStickThatGrubStartedFrom(Shell shell) {
        FakeMachine machine = new FakeMachine(folder).cmdline(SEARCH + " htg.stick=b0b");
        bootPartition(machine, "sda", "a1ce");
        bootPartition(machine, "sdb", "b0b");
        machine.answer("mount", "case $* in *vfat*) mkdir -p \"$HTG_ROOT/run/htg/esp/htg\" ;; esac");
        machine.boot(shell);
        assertThat(machine.read("run/htg/esp/htg/seen.txt"))
                .contains("THE STICK DOES NOT BOOT:")
                .containsPattern("sdb2 .*, holds no btrfs, but FAT\n");
        assertThat(machine.commands()).contains(MOUNT_ESP + "sdb2 /run/htg/esp", "umount /run/htg/esp");
        assertThat(machine.console())
                .contains("What was seen is in the file htg/seen.txt of the stick's boot partition, sdb2.\n");
    }

    @ParameterizedTest
    @EnumSource
    void writesToNoDiskWhenItIsNotCertainWhichOneIsTheStick(Shell shell) {
        FakeMachine machine = new FakeMachine(folder).cmdline(SEARCH + " htg.stick=b0b");
        bootPartition(machine, "sda", "b0b");
        bootPartition(machine, "sdb", "b0b");
        machine.boot(shell);
        assertThat(machine.commands()).noneMatch(command -> command.startsWith(MOUNT_ESP));
    }

    /** It may be the one that GRUB started from, and the other its copy. */
    @ParameterizedTest
    @EnumSource
    void writesToNoDiskWhileOneDoesNotAnswer(Shell shell) {
        FakeMachine machine = new FakeMachine(folder).cmdline(SEARCH + " htg.stick=b0b");
        bootPartition(machine, "sda", "b0b");
        bootPartition(machine, "sdb", "b0b");
        machine.answer("xxd", "case $* in */dev/sdb) sleep 20 ;; esac; exec busybox xxd \"$@\"");
        machine.boot(shell);
        assertThat(machine.console()).containsPattern("sdb .*\n.*does not answer");
        assertThat(machine.commands()).noneMatch(command -> command.startsWith(MOUNT_ESP));
    }

    @ParameterizedTest
    @EnumSource
    void writesToNoDiskWhenGrubToldNothing(Shell shell) {
        FakeMachine machine = new FakeMachine(folder).cmdline(SEARCH + " htg.stick=");
        bootPartition(machine, "sda", "");
        machine.boot(shell);
        assertThat(machine.commands()).noneMatch(command -> command.startsWith(MOUNT_ESP));
    }

    private static void bootPartition(FakeMachine machine, String disk, String token) {
        String block = "# GRUB Environment Block\nhtg_stick=" + token + "\n####";
        machine.disk(disk)
                .holding(992 * 1024, block.getBytes(StandardCharsets.US_ASCII))
                .plugged();
        machine.partition(disk, 1).sized(2048).plugged();
        machine.partition(disk, 2).holding(82, FAT).plugged();
    }
}
