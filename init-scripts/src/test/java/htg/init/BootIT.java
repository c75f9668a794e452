package htg.init;

import static htg.init.FakeMachine.POOL;
import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Boots that end in the base system. */
class BootIT {
    private static final String OTHER = "99999999-8888-7777-6666-555555555555";
    private static final String MOUNT = "mount -t btrfs -o rw,subvol=ROOT/default,compress=zstd:3 /dev/";

    @TempDir
    Path folder = Path.of("");

    @ParameterizedTest
    @EnumSource
    void handsOverToTheBaseOnThePool(Shell shell) {
        FakeMachine machine = new FakeMachine(folder);
        machine.partition("sda", 3).withPool(POOL).plugged();
        machine.boot(shell, "single", "3");
        assertThat(machine.commands())
                .contains(MOUNT + "sda3 /newroot")
                .endsWith(
                        "mount -o move /dev /newroot/dev",
                        "mount -o move /sys /newroot/sys",
                        "mount -o move /proc /newroot/proc",
                        "/bin/busybox switch_root /newroot /sbin/init single 3");
    }

    @ParameterizedTest
    @EnumSource
    void leavesToTheBaseWhatItKnows(Shell shell) {
        FakeMachine machine = new FakeMachine(folder).cmdline("root=UUID=" + POOL + " htg.stick=00aa");
        machine.disk("sda").withPool(POOL).plugged();
        machine.write("proc/mounts", "/dev/sda " + machine.path("newroot") + " btrfs ro,relatime 0 0\n");
        machine.boot(shell);
        assertThat(machine.commands())
                .contains(
                        "mount -t tmpfs -o mode=755,nosuid,nodev,strictatime,size=20%,nr_inodes=800k tmpfs /newroot/run");
        assertThat(machine.read("newroot/run/htg/boot"))
                .isEqualTo("pool=the btrfs pool with UUID " + POOL
                        + "\ndevices=sda\naccess=ro\nmissing=0\nhealth=\n"
                        + "remark=GRUB started from another copy of this stick\n"
                        + "stick=00aa\ngrace=5\nfailures=0\nseconds=2.50\n");
        assertThat(machine.console()).contains("HTG-STAGE import ok sda ro\n");
    }

    @ParameterizedTest
    @EnumSource
    void takesSecondsWithAZeroInFrontForDecimalOnes(Shell shell) {
        FakeMachine machine =
                new FakeMachine(folder).cmdline("root=UUID=" + POOL + " htg.deadline=08 htg.grace=0019 htg.panic=09");
        machine.disk("sda").withPool(POOL).plugged();
        machine.boot(shell);
        assertThat(machine.read("newroot/run/htg/boot")).contains("grace=19\n");
    }

    @ParameterizedTest
    @EnumSource
    void takesTheDefaultForWhatIsNoNumberOfSeconds(Shell shell) {
        FakeMachine machine = new FakeMachine(folder)
                .cmdline("root=UUID=" + POOL + " htg.deadline=1,5 htg.grace=1000000 htg.panic=-8");
        machine.disk("sda").withPool(POOL).plugged();
        machine.boot(shell);
        assertThat(machine.read("newroot/run/htg/boot")).contains("grace=5\n");
    }

    @ParameterizedTest
    @EnumSource
    void putsItsLandmarksOnEveryConsole(Shell shell) {
        FakeMachine machine = new FakeMachine(folder);
        machine.partition("sda", 3).withPool(POOL).plugged();
        machine.boot(shell);
        assertThat(machine.console().lines())
                .containsExactly(
                        "HTG-STAGE consoles ok tty0 ttyS0",
                        "HTG-STAGE modules start",
                        "HTG-STAGE modules ok",
                        "HTG-STAGE discover start",
                        "HTG-STAGE discover ok sda3",
                        "HTG-STAGE import start",
                        "HTG-STAGE import ok sda3 rw",
                        "HTG-STAGE switch start",
                        "HTG-STAGE switch ok");
        assertThat(machine.read("dev/tty0")).isEqualTo(machine.console());
        assertThat(machine.read("dev/kmsg")).contains("<7>HTG-STAGE switch ok");
        // Before the consoles are known there is one.
        assertThat(machine.read("dev/console")).isEqualTo("HTG-STAGE consoles start\n");
        assertThat(machine.read("errors")).isEmpty();
    }

    @ParameterizedTest
    @EnumSource
    void findsAStickThatIsPluggedInLate(Shell shell) {
        FakeMachine machine = new FakeMachine(folder);
        FakeDisk stick = machine.partition("sdc", 7).withPool(POOL);
        machine.bootWhile(shell, () -> {
            machine.awaitConsole("discover start");
            stick.plugged();
        });
        assertThat(machine.console()).contains("HTG-STAGE discover ok sdc7");
    }

    @ParameterizedTest
    @EnumSource
    void readsItsNeighboursAndMountsNoneOfThem(Shell shell) {
        FakeMachine machine = new FakeMachine(folder);
        machine.disk("sda").withPool(OTHER).plugged();
        machine.disk("sdb").unreadable().plugged();
        machine.disk("sdc").sized(64).plugged();
        machine.disk("sdd").withPool(OTHER, 1, 2, 9).plugged();
        machine.disk("sde")
                .holding(0, "no file system".getBytes(StandardCharsets.UTF_8))
                .plugged();
        machine.disk("loop0").withPool(POOL).plugged();
        machine.bootWhile(shell, () -> {
            machine.awaitConsole("discover start");
            machine.disk("sdx").withPool(POOL).plugged();
        });
        assertThat(machine.commands())
                .filteredOn(command -> command.contains("btrfs -o"))
                .containsExactly(MOUNT + "sdx /newroot");
    }

    @ParameterizedTest
    @EnumSource
    void looksAgainAtADiskThatAnswersLate(Shell shell) {
        FakeMachine machine = new FakeMachine(folder);
        FakeDisk disk = machine.disk("sda").unreadable().plugged();
        machine.bootWhile(shell, () -> {
            machine.awaitCommand("rm ");
            disk.answering().withPool(POOL);
        });
        assertThat(machine.console()).contains("HTG-STAGE discover ok sda");
    }

    @ParameterizedTest
    @EnumSource
    void takesAnotherStickUnderTheSameNameForWhatItIs(Shell shell) {
        FakeMachine machine = new FakeMachine(folder);
        FakeDisk disk = machine.disk("sda").withPool(OTHER).plugged();
        machine.bootWhile(shell, () -> {
            machine.awaitCommand("xxd -p");
            disk.withPool(POOL).replaced();
        });
        assertThat(machine.console()).contains("HTG-STAGE discover ok sda");
    }

    @ParameterizedTest
    @EnumSource
    void mountsReadOnlyAndStartsAnotherInitWhenTold(Shell shell) {
        FakeMachine machine = new FakeMachine(folder).cmdline("ro quiet root=UUID=" + POOL + " init=/bin/bash");
        machine.answer(
                "mount", "mkdir -p \"$HTG_ROOT/newroot/bin\"; ln -sf ../sbin/busybox \"$HTG_ROOT/newroot/bin/bash\"");
        machine.disk("vda").withPool(POOL).plugged();
        machine.boot(shell);
        assertThat(machine.commands())
                .contains("mount -t btrfs -o ro /dev/vda /newroot")
                .endsWith("/bin/busybox switch_root /newroot /bin/bash");
    }

    @ParameterizedTest
    @EnumSource
    void asksForTheDriversOfWhatIsThereAndOfWhatComes(Shell shell) {
        FakeMachine machine = new FakeMachine(folder)
                .device("pci", "0000:00:14.0", "pci:v00008086d0000A36Dsv0sd0bc0Csc03i30")
                .device("pci", "0000:00:1f.3", "pci:v00008086d0000A348sv0sd0bc04sc03i00")
                .device("pci", "0000:00:17.0", "pci:v00008086d0000A352sv0sd0bc01sc06i01")
                .device("usb", "1-2:1.0", "usb:v046DpC31Cd6402dc00dsc00dp00ic03isc01ip01in00");
        machine.write("sys/bus/pci/devices/0000:00:17.0/driver/bind", "");
        machine.bootWhile(shell, () -> {
            machine.awaitConsole("discover start");
            machine.device("usb", "1-1:1.0", "usb:v0781p5583d0100dc00dsc00dp00ic08isc06ip50in00");
            machine.write("sys/bus/mmc/devices/mmc0:4567/type", "SD\n");
            machine.awaitCommand("modprobe -abq usb:v0781");
            machine.awaitCommand("modprobe -abq mmc:block");
            machine.partition("sda", 3).withPool(POOL).plugged();
        });
        assertThat(machine.commands())
                .filteredOn(command -> command.contains("modprobe"))
                .containsExactlyInAnyOrder(
                        "modprobe -abq raid6_pq",
                        "modprobe -abq crc32c_generic btrfs",
                        "modprobe -abq pci:v00008086d0000A36Dsv0sd0bc0Csc03i30 usb-storage sd_mod",
                        "modprobe -abq mmc:block",
                        "modprobe -abq usb:v0781p5583d0100dc00dsc00dp00ic08isc06ip50in00");
    }

    @ParameterizedTest
    @EnumSource
    void leavesNoHelperBehind(Shell shell) {
        FakeMachine machine =
                new FakeMachine(folder).answer("uevent", "echo $$ >\"$HTG_ROOT/uevent.pid\"; exec sleep 60");
        machine.disk("sda").withPool(POOL);
        machine.bootWhile(shell, () -> {
            machine.awaitFile("uevent.pid");
            machine.disk("sda").plugged();
        });
        long helper = Long.parseLong(machine.read("uevent.pid").strip());
        assertThat(ProcessHandle.of(helper).filter(ProcessHandle::isAlive)).isEmpty();
    }

    @ParameterizedTest
    @EnumSource
    void traceSaysWhatWasRunAndWhen(Shell shell) {
        FakeMachine machine = new FakeMachine(folder).cmdline("htg.debug root=UUID=" + POOL);
        machine.disk("sda").withPool(POOL).plugged();
        machine.boot(shell);
        assertThat(machine.console()).contains("[2.50] htg: mount -t btrfs -o rw ");
    }

    @ParameterizedTest
    @EnumSource
    void stopsBeforeTheStageItIsToldTo(Shell shell) {
        FakeMachine machine = new FakeMachine(folder)
                .cmdline("htg.break=import root=UUID=" + POOL)
                .answer("setsid", "sleep 0.2");
        machine.disk("sda").withPool(POOL).plugged();
        machine.boot(shell);
        List<String> console = machine.console().lines().toList();
        assertThat(console)
                .containsSubsequence(
                        "HTG-STAGE discover ok sda",
                        "Stopped before stage import, as the kernel command line asks. Leave the shell with 'exit' to go on.",
                        "HTG-STAGE import start");
        assertThat(machine.commands()).contains("modprobe -abq usbhid hid-generic");
    }

    @ParameterizedTest
    @EnumSource
    void goesOnAfterHoursInTheShell(Shell shell) {
        FakeMachine machine = new FakeMachine(folder)
                .cmdline("htg.break=discover,switch root=UUID=" + POOL)
                // More than a pipe holds, of which the last waits for room; then somebody leaves the shell.
                .answer("setsid", """
                        { for hundred in $(seq 100); do for one in $(seq 100); do echo uevent; done; done; } \\
                            1<>"$HTG_ROOT/run/htg/events" &
                        sleep 0.5""");
        machine.disk("sda").withPool(POOL).plugged();
        machine.boot(shell);
        assertThat(machine.console()).endsWith("HTG-STAGE switch ok\n");
    }

    @ParameterizedTest
    @EnumSource
    void stopsBehindTheStageThatReadsTheArgument(Shell shell) {
        FakeMachine machine = new FakeMachine(folder)
                .cmdline("htg.break=consoles root=UUID=" + POOL)
                .answer("setsid", "sleep 0.2");
        machine.disk("sda").withPool(POOL).plugged();
        machine.boot(shell);
        assertThat(machine.console()).contains("HTG-STAGE consoles ok tty0 ttyS0\nStopped behind stage consoles");
    }

    @ParameterizedTest
    @EnumSource
    void stopsBeforeEachOfSeveralStages(Shell shell) {
        FakeMachine machine = new FakeMachine(folder)
                .cmdline("htg.break=switch,imports,discover root=UUID=" + POOL)
                .answer("setsid", "sleep 0.2");
        machine.disk("sda").withPool(POOL).plugged();
        machine.boot(shell);
        assertThat(machine.console().lines().filter(line -> !line.startsWith("HTG-STAGE")))
                .extracting(line -> line.replaceAll(", as .*|: there.*", ""))
                .containsExactly(
                        "htg.break=imports names no stage",
                        "Stopped before stage discover",
                        "Stopped before stage switch");
    }

    @ParameterizedTest
    @EnumSource
    void saysThatABreakNamesNoStage(Shell shell) {
        FakeMachine machine = new FakeMachine(folder).cmdline("htg.break=imports root=UUID=" + POOL);
        machine.disk("sda").withPool(POOL).plugged();
        machine.boot(shell);
        assertThat(machine.console()).contains("htg.break=imports names no stage: there are consoles, ");
    }

    @ParameterizedTest
    @EnumSource
    void aConsoleThatHangsHoldsUpNobody(Shell shell) {
        FakeMachine machine = new FakeMachine(folder).hangingConsole("tty0");
        machine.disk("sda").withPool(POOL).plugged();
        machine.boot(shell);
        assertThat(machine.console()).endsWith("HTG-STAGE switch ok\n");
        assertThat(machine.commands()).endsWith("/bin/busybox switch_root /newroot /sbin/init");
    }

    @ParameterizedTest
    @EnumSource
    void goesToTheShellFirstWhenRescueIsAskedFor(Shell shell) {
        FakeMachine machine = new FakeMachine(folder)
                .cmdline("root=UUID=" + POOL + " htg.rescue")
                .answer("setsid", "sleep 0.2");
        machine.disk("sda").withPool(POOL).plugged();
        machine.boot(shell);
        assertThat(machine.console().lines())
                .containsSubsequence("HTG-STAGE modules ok", "HTG-STAGE discover start", "HTG-STAGE switch ok");
        assertThat(machine.commands())
                .filteredOn(command -> command.startsWith("setsid"))
                .isNotEmpty();
    }
}
