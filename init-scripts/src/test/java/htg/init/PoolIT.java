package htg.init;

import static htg.init.FakeMachine.POOL;
import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Pools of several devices, pools that lack some, and copies of the stick. */
class PoolIT {
    private static final String MOUNT = "mount -t btrfs -o rw,subvol=ROOT/default,compress=zstd:3";
    private static final String QUIET =
            "root=UUID=" + POOL + " rootflags=subvol=ROOT/default,compress=zstd:3 htg.grace=2 ";
    private static final long ENVIRONMENT = 992 * 1024;

    @TempDir
    Path folder = Path.of("");

    @ParameterizedTest
    @EnumSource
    void mountsAMirrorAsSoonAsBothHalvesAreThere(Shell shell) {
        FakeMachine machine = new FakeMachine(folder);
        FakeDisk second = machine.partition("sdb", 3).withPool(POOL, 2, 2, 100);
        machine.partition("sda", 3).withPool(POOL, 1, 2, 100).plugged();
        machine.bootWhile(shell, () -> {
            machine.awaitConsole("discover start");
            second.plugged();
        });
        assertThat(machine.commands()).contains(MOUNT + ",device=/dev/sda3,device=/dev/sdb3 /dev/sda3 /newroot");
        assertThat(machine.console()).contains("HTG-STAGE discover ok sda3 sdb3\n");
    }

    @ParameterizedTest
    @EnumSource
    void mountsHalfAMirrorAfterTheGracePeriodAndSaysSo(Shell shell) {
        FakeMachine machine = new FakeMachine(folder).cmdline(QUIET);
        machine.partition("sda", 3).withPool(POOL, 2, 2, 100).plugged();
        machine.boot(shell);
        assertThat(machine.commands()).contains(MOUNT + ",degraded /dev/sda3 /newroot");
        assertThat(machine.console())
                .contains("HTG-STAGE discover ok sda3, degraded: 1 of the pool's devices missing\n")
                .contains("WARNING: the pool is DEGRADED: it was started without 1 of its devices.\n");
        assertThat(machine.read("newroot/run/htg/boot"))
                .contains("devices=sda3\n")
                .contains("missing=1\n");
    }

    @ParameterizedTest
    @EnumSource
    void leavesOutAHalfThatMissedWhatTheOtherWasTold(Shell shell) {
        FakeMachine machine = new FakeMachine(folder).cmdline(QUIET);
        machine.partition("sda", 3).withPool(POOL, 1, 2, 90).plugged();
        machine.partition("sdb", 3).withPool(POOL, 2, 2, 100).plugged();
        machine.boot(shell);
        assertThat(machine.commands()).contains(MOUNT + ",degraded /dev/sdb3 /newroot");
    }

    @ParameterizedTest
    @EnumSource
    void takesHalvesTogetherBetweenWhichThePowerFailed(Shell shell) {
        FakeMachine machine = new FakeMachine(folder);
        machine.partition("sda", 3).withPool(POOL, 1, 2, 99).plugged();
        machine.partition("sdb", 3).withPool(POOL, 2, 2, 100).plugged();
        machine.boot(shell);
        assertThat(machine.console()).contains("HTG-STAGE discover ok sda3 sdb3\n");
    }

    @ParameterizedTest
    @EnumSource
    void triesAnIncompletePoolAgainWhenMoreOfItIsThere(Shell shell) {
        FakeMachine machine =
                new FakeMachine(folder).cmdline(QUIET + "htg.deadline=3").answer("mount", """
                        case $* in
                            *degraded*) echo 'mount: mounting /dev/sda on /newroot failed: Invalid argument' >&2; exit 1 ;;
                            *-t\\ btrfs*) mkdir -p "$HTG_ROOT/newroot/sbin"; ln -sf busybox "$HTG_ROOT/newroot/sbin/init" ;;
                        esac
                        """);
        FakeDisk second = machine.disk("sdb").withPool(POOL, 2, 2, 100);
        machine.disk("sda").withPool(POOL, 1, 2, 100).plugged();
        machine.bootWhile(shell, () -> {
            machine.awaitConsole("import fail");
            second.plugged();
        });
        assertThat(machine.console())
                .contains("HTG-STAGE import fail sda cannot be mounted")
                .contains("is of the wanted pool, which lacks 1 more and cannot be mounted")
                .contains("HTG-STAGE discover ok sda sdb\n");
    }

    @ParameterizedTest
    @EnumSource
    void ofTwoCopiesTakesTheOneThatGrubStartedFrom(Shell shell) {
        FakeMachine machine = new FakeMachine(folder).cmdline(QUIET + "htg.stick=b0b");
        stick(machine, "sda", "a1ce", 200);
        stick(machine, "sdb", "b0b", 100);
        machine.boot(shell);
        assertThat(machine.commands())
                .contains(MOUNT + " /dev/sdb3 /newroot")
                .noneMatch(line -> line.startsWith("cat"));
        assertThat(machine.console()).doesNotContain("Which one?").contains("HTG-STAGE discover ok sdb3");
    }

    @ParameterizedTest
    @EnumSource
    void loadsThePoolsDriversBeforeOthersOnceGrubHasSaidWhichStick(Shell shell) {
        FakeMachine told = new FakeMachine(folder.resolve("told")).cmdline(QUIET + "htg.stick=b0b");
        stick(told, "sda", "b0b", 100);
        FakeMachine asking = new FakeMachine(folder.resolve("asking")).cmdline(QUIET);
        stick(asking, "sda", "b0b", 100);
        told.boot(shell);
        asking.boot(shell);
        assertThat(told.commands()).anyMatch(command -> command.startsWith("renice -n 5 -p "));
        assertThat(asking.commands())
                .anyMatch(command -> command.startsWith("renice -n 19 -p "))
                .noneMatch(command -> command.startsWith("renice -n 5 "));
    }

    @ParameterizedTest
    @EnumSource
    void waitsForTheStickThatGrubStartedFrom(Shell shell) {
        FakeMachine machine = new FakeMachine(folder).cmdline(QUIET.replace("=2", "=30") + "htg.stick=b0b");
        stick(machine, "sda", "a1ce", 200);
        machine.bootWhile(shell, () -> {
            machine.awaitCommand("dd ");
            stick(machine, "sdb", "b0b", 100);
        });
        assertThat(machine.console())
                .contains("HTG-STAGE discover ok sdb3 (a copy of it is there as well; GRUB started from it)\n");
    }

    @ParameterizedTest
    @EnumSource
    void takesTheOnlyStickThereIsEvenIfGrubStartedFromAnother(Shell shell) {
        FakeMachine machine = new FakeMachine(folder).cmdline(QUIET + "htg.stick=b0b");
        stick(machine, "sda", "a1ce", 200);
        machine.boot(shell);
        assertThat(machine.console())
                .contains("HTG-STAGE discover ok sda3 (GRUB started from another copy of this stick)\n");
    }

    @ParameterizedTest
    @EnumSource
    void asksWhichOfTwoCopiesIsMeantAndTakesTheNewestWhenNobodyAnswers(Shell shell) {
        FakeMachine machine = new FakeMachine(folder).cmdline(QUIET).answer("sleep", "exec sleep 0.5");
        machine.disk("sda").sized(2048).model("Kingston", "DataTraveler").plugged();
        machine.disk("sdb").sized(2048).model("SanDisk", "Ultra").plugged();
        machine.partition("sda", 3).withPool(POOL, 1, 1, 100).plugged();
        machine.partition("sdb", 3).withPool(POOL, 1, 1, 200).plugged();
        machine.boot(shell);
        assertThat(machine.console())
                .contains("  1  sda3: 1 MB, USB port 1-1, Kingston DataTraveler\n")
                .contains("  2  sdb3: 1 MB, USB port 1-1, SanDisk Ultra\n")
                .contains("Which one? Type its number and Enter. In 2 s, the one used last is taken.\n")
                .contains(
                        "discover ok sdb3 (a copy of it is there as well; nobody said which, and it was used last)\n");
    }

    @ParameterizedTest
    @EnumSource
    void takesTheCopyThatSomebodyNames(Shell shell) {
        FakeMachine machine = new FakeMachine(folder).cmdline(QUIET.replace("=2", "=30"));
        // A file is no terminal: what is on it already is read as if typed.
        machine.write("dev/tty0", "what\n1\n");
        machine.partition("sda", 3).withPool(POOL, 1, 1, 100).plugged();
        machine.partition("sdb", 3).withPool(POOL, 1, 1, 200).plugged();
        machine.boot(shell);
        assertThat(machine.console()).contains("discover ok sda3 (a copy of it is there as well; as somebody said)\n");
    }

    /** Each disk of an adapter appears by itself while its driver starts: the next one may be a copy. */
    @ParameterizedTest
    @EnumSource
    void aDriverThatIsStartingIsGivenTheGracePeriod(Shell shell) {
        FakeMachine machine =
                new FakeMachine(folder).cmdline(QUIET + " htg.grace=4").answer("sleep", "exec sleep 1");
        machine.write("sys/module/virtio_blk/initstate", "coming\n");
        stick(machine, "vda", "a1ce", 200);
        long start = System.nanoTime();
        machine.boot(shell);
        assertThat(Duration.ofNanos(System.nanoTime() - start)).isGreaterThan(Duration.ofSeconds(3));
        assertThat(machine.console()).contains("HTG-STAGE discover ok vda3\n");
    }

    /** What is behind others for the processor may not even have begun to load. */
    @ParameterizedTest
    @EnumSource
    void aDriverThatIsYetToBeLoadedIsGivenTheGracePeriod(Shell shell) {
        FakeMachine machine = new FakeMachine(folder)
                .cmdline(QUIET + " htg.grace=4")
                .device("pci", "0000:00:04.0", "pci:v1AF4d1001bc01sc00i00")
                .answer("modprobe", """
                        case $* in *pci:v1AF4*)
                            mkdir -p "$HTG_ROOT/proc/$$"
                            echo "$$ (modprobe) R 1" >"$HTG_ROOT/proc/$$/stat"
                            : >"$HTG_ROOT/loading"
                            exec sleep 30 ;;
                        esac
                        """)
                .answer("xxd", "until [ -e \"$HTG_ROOT/loading\" ]; do sleep 0.05; done; exec busybox xxd \"$@\"")
                .answer("sleep", "exec sleep 1");
        stick(machine, "vda", "a1ce", 200);
        long start = System.nanoTime();
        machine.boot(shell);
        assertThat(Duration.ofNanos(System.nanoTime() - start)).isGreaterThan(Duration.ofSeconds(3));
        assertThat(machine.console()).contains("HTG-STAGE discover ok vda3\n");
    }

    @ParameterizedTest
    @EnumSource
    void ofAMirrorAndACopyOfOneHalfTakesOneOfTheCopiesAndTheOtherHalf(Shell shell) {
        FakeMachine machine = new FakeMachine(folder).cmdline(QUIET + "htg.stick=b0b");
        machine.partition("sda", 3).withPool(POOL, 1, 2, 100).plugged();
        machine.partition("sdc", 3).withPool(POOL, 1, 2, 101).plugged();
        machine.bootWhile(shell, () -> {
            machine.awaitConsole("Which one?");
            stickOf(machine, "sdb", "b0b", 2, 101);
        });
        assertThat(machine.console())
                .contains("  1  sda3: ", "  2  sdc3: ")
                .doesNotContain("  3  ")
                .contains("HTG-STAGE discover ok sdb3 sdc3 (a copy of it is there as well; nobody said which,");
    }

    @ParameterizedTest
    @EnumSource
    void ofTwoMirrorsThatAreCopiesNeverMixesTheHalves(Shell shell) {
        FakeMachine machine = new FakeMachine(folder).cmdline(QUIET + "htg.stick=b0b");
        stickOf(machine, "sda", "b0b", 1, 100);
        stickOf(machine, "sdb", "a1ce", 2, 101);
        stickOf(machine, "sdc", "a1ce", 1, 101);
        stickOf(machine, "sdd", "b0b", 2, 100);
        machine.boot(shell);
        assertThat(machine.console())
                .contains("HTG-STAGE discover ok sda3 sdd3"); // at once, whether the others have answered or not
    }

    @ParameterizedTest
    @EnumSource
    void theOtherHalfIsThatOfTheCopyThatSomebodyNamed(Shell shell) {
        FakeMachine machine = new FakeMachine(folder).cmdline(QUIET.replace("=2", "=30"));
        machine.write("dev/tty0", "2\n");
        stickOf(machine, "sda", "b0b", 1, 101);
        stickOf(machine, "sdb", "a1ce", 1, 100);
        stickOf(machine, "sdc", "a1ce", 2, 100);
        stickOf(machine, "sdd", "b0b", 2, 101);
        machine.boot(shell);
        // Which part is asked for depends on which two copies have answered first.
        assertThat(machine.console())
                .containsPattern(
                        "discover ok (sdb3 sdc3|sda3 sdd3) \\(a copy of it is there as well; as somebody said\\)\n");
    }

    /** Half of each: they have been used apart, and only their tokens tell. */
    @ParameterizedTest
    @EnumSource
    void halvesOfTwoCopiesOfAMirrorAreNoPool(Shell shell) {
        FakeMachine machine = new FakeMachine(folder).cmdline(QUIET + "htg.stick=a1ce");
        stickOf(machine, "sda", "b0b", 1, 100);
        stickOf(machine, "sdb", "a1ce", 2, 100);
        machine.boot(shell);
        assertThat(machine.commands()).contains(MOUNT + ",degraded /dev/sdb3 /newroot");
        assertThat(machine.console())
                .contains("HTG-STAGE discover ok sdb3, degraded: 1 of the pool's devices missing\n");
    }

    @ParameterizedTest
    @EnumSource
    void halvesOfWhichOneHasGotItsNewTokenBeforeThePowerFailedGoTogether(Shell shell) {
        FakeMachine machine = new FakeMachine(folder).cmdline(QUIET + "htg.stick=b0b");
        stickOf(machine, "sda", "b0b\nhtg_next=a1ce", 1, 100);
        stickOf(machine, "sdb", "a1ce", 2, 100);
        machine.boot(shell);
        assertThat(machine.console()).contains("HTG-STAGE discover ok sda3 sdb3\n");
    }

    @ParameterizedTest
    @EnumSource
    void triesHalfAPoolAgainInAnotherPort(Shell shell) {
        FakeMachine machine = new FakeMachine(folder).cmdline(QUIET + "htg.deadline=2");
        machine.answer("mount", """
                case $* in
                    *degraded*) [ -e "$HTG_ROOT/works" ] || { echo 'mount: x failed: Input/output error' >&2; exit 1; } ;;
                esac
                case $* in *-t\\ btrfs*) mkdir -p "$HTG_ROOT/newroot/sbin"; ln -sf busybox "$HTG_ROOT/newroot/sbin/init" ;; esac
                """);
        FakeDisk half = machine.disk("sda").withPool(POOL, 1, 2, 100).plugged();
        machine.bootWhile(shell, () -> {
            machine.awaitConsole("import fail");
            machine.write("works", "");
            half.replaced();
        });
        assertThat(machine.console().lines())
                .containsSubsequence(
                        "HTG-STAGE discover ok sda, degraded: 1 of the pool's devices missing",
                        "HTG-STAGE import ok sda rw");
    }

    @ParameterizedTest
    @EnumSource
    void takesTheOtherCopyWhenTheFirstCannotBeMounted(Shell shell) {
        FakeMachine machine =
                new FakeMachine(folder).cmdline(QUIET + "htg.stick=a1ce").answer("mount", """
                case $* in
                    *-t\\ btrfs*/dev/sda3\\ *) echo 'mount: failed: Input/output error' >&2; exit 1 ;;
                    *-t\\ btrfs*) mkdir -p "$HTG_ROOT/newroot/sbin"; ln -sf busybox "$HTG_ROOT/newroot/sbin/init" ;;
                esac
                """);
        // The screen does not come up because something is still being read.
        machine.answer("xxd", "case $* in */dev/sda) sleep 0.5 ;; esac; exec busybox xxd \"$@\"");
        stick(machine, "sdb", "b0b", 100);
        machine.bootWhile(shell, () -> {
            machine.awaitCommand("dd ");
            stick(machine, "sda", "a1ce", 100);
        });
        assertThat(machine.console())
                .contains("Input/output error: what is there as well, sdb3, is tried instead.\n")
                .contains("HTG-STAGE import ok sdb3 ")
                .doesNotContain("import fail");
    }

    @ParameterizedTest
    @EnumSource
    void mountsTheSoundHalfOfAMirrorWhoseOtherHalfIsDamaged(Shell shell) {
        FakeMachine machine = new FakeMachine(folder).answer("mount", """
                case $* in
                    *-t\\ btrfs*/dev/sda3\\ *) echo 'mount: failed: Input/output error' >&2; exit 1 ;;
                    *-t\\ btrfs*) mkdir -p "$HTG_ROOT/newroot/sbin"; ln -sf busybox "$HTG_ROOT/newroot/sbin/init" ;;
                esac
                """);
        machine.partition("sda", 3).withPool(POOL, 1, 2, 100).plugged();
        machine.partition("sdb", 3).withPool(POOL, 2, 2, 100).plugged();
        machine.boot(shell);
        assertThat(machine.commands()).contains(MOUNT + ",degraded /dev/sdb3 /newroot");
        assertThat(machine.console())
                .contains("WARNING: the pool is DEGRADED: it was started without 1 of its devices.\n")
                .contains("HTG-STAGE import ok sdb3 ");
    }

    private static void stick(FakeMachine machine, String disk, String token, long generation) {
        machine.disk(disk).holding(ENVIRONMENT, environment(token)).plugged();
        machine.partition(disk, 3).withPool(POOL, 1, 1, generation).plugged();
    }

    private static void stickOf(FakeMachine machine, String disk, String token, long number, long generation) {
        machine.disk(disk).holding(ENVIRONMENT, environment(token)).plugged();
        machine.partition(disk, 3).withPool(POOL, number, 2, generation).plugged();
    }

    private static byte[] environment(String token) {
        return ("# GRUB Environment Block\nhtg_stick=" + token + "\n####").getBytes(StandardCharsets.UTF_8);
    }
}
