package htg.init;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Root pools that are ZFS; the labels are played by a fake htg-zpool. */
class ZfsIT {
    private static final String GUID = "11219729930909439199";
    private static final long ENVIRONMENT = 992 * 1024;
    private static final String LABEL = """
            case $1 in
                label)
                    read -r first <"$2"
                    case $first in
                        '') exit 3 ;;
                        *) echo "$first" ;;
                    esac
                    ;;
                import*) %s ;;
            esac
            """;

    @TempDir
    Path folder = Path.of("");

    @ParameterizedTest
    @EnumSource
    void importsByGuidFromTheDevicesThatCarryThePool(Shell shell) {
        FakeMachine machine = machine("echo online");
        device(machine, "sda", "111 1 900 1 00000000 stick 1 0 1");
        device(machine, "sdb", GUID + " 7 20 1 00000000 stick 1 0 7");
        machine.disk("sdc").sized(4096).plugged();
        machine.write("dev/sdc", "\n");
        machine.boot(shell);
        assertThat(machine.commands())
                .containsSubsequence(
                        "htg-zpool import " + GUID + " /dev/sdb", "mount -t zfs -o rw stick/ROOT/default /newroot");
        assertThat(machine.console()).contains("HTG-STAGE import ok sdb rw\n");
    }

    @ParameterizedTest
    @EnumSource
    void waitsForTheOtherHalfOfAMirrorAndNoLongerThanTheGracePeriod(Shell shell) {
        FakeMachine machine = machine("echo degraded");
        device(machine, "sda", GUID + " 7 20 1 00000000 stick 1 0 7 8");
        machine.boot(shell);
        assertThat(machine.console())
                .contains("HTG-STAGE discover ok sda, degraded: 1 of the pool's devices missing\n")
                .contains("HTG-STAGE import ok sda rw\n");
    }

    @ParameterizedTest
    @EnumSource
    void importsAMirrorFromBothHalvesHoweverOldOneIs(Shell shell) {
        FakeMachine machine = machine("echo online");
        device(machine, "sda", GUID + " 7 20 1 00000000 stick 1 0 7 8");
        device(machine, "sdb", GUID + " 8 9000 0 00000000 stick 1 0 7 8");
        machine.boot(shell);
        assertThat(machine.commands()).contains("htg-zpool import " + GUID + " /dev/sda /dev/sdb");
    }

    /** Both were started alone since they were together: each has what the other lacks. */
    @ParameterizedTest
    @EnumSource
    void halvesThatWereUsedApartAreNotTakenForOnePool(Shell shell) {
        FakeMachine machine = machine("echo degraded");
        device(machine, "sda", GUID + " 7 9001 0 00000000 stick 1 0 7 8")
                .holding(ENVIRONMENT, token("aa02\nhtg_past=aa01"));
        device(machine, "sdb", GUID + " 8 9000 0 00000000 stick 1 0 7 8")
                .holding(ENVIRONMENT, token("aa03\nhtg_past=aa01"));
        machine.boot(shell);
        assertThat(machine.commands()).contains("htg-zpool import " + GUID + " /dev/sda");
        assertThat(machine.console()).contains("sdb was used apart from the others");
    }

    /** The other was started alone, and this one not at all. */
    @ParameterizedTest
    @EnumSource
    void aHalfThatWasOnlyAwayIsBroughtUpToDate(Shell shell) {
        FakeMachine machine = machine("echo online");
        device(machine, "sda", GUID + " 7 9001 0 00000000 stick 1 0 7 8")
                .holding(ENVIRONMENT, token("aa02\nhtg_past=aa01"));
        device(machine, "sdb", GUID + " 8 20 0 00000000 stick 1 0 7 8").holding(ENVIRONMENT, token("aa01"));
        machine.boot(shell);
        assertThat(machine.commands()).contains("htg-zpool import " + GUID + " /dev/sda /dev/sdb");
        assertThat(machine.console()).doesNotContain("used apart");
    }

    @ParameterizedTest
    @EnumSource
    void importsReadOnlyWhatCannotBeWritten(Shell shell) {
        FakeMachine machine = machine("echo online");
        device(machine, "sda", GUID + " 7 20 1 00000000 stick 1 0 7").readOnly();
        machine.boot(shell);
        assertThat(machine.commands()).contains("htg-zpool import-readonly " + GUID + " /dev/sda");
    }

    @ParameterizedTest
    @EnumSource
    void saysWhyThePoolCannotBeImportedAndWhoseTheOthersAre(Shell shell) {
        FakeMachine machine = machine("echo 'stick: the pool is damaged: checksums do not match' >&2; exit 1");
        machine.cmdline("root=ZFS=" + GUID + "/ROOT/default htg.deadline=60 htg.panic=0");
        device(machine, "sda", GUID + " 7 20 1 00000000 stick 1 0 7");
        device(machine, "sdb", "111 1 900 1 00000000 tank 1 0 1");
        device(machine, "sdc", GUID + " 9 20 2 00000000 stick 1 0 9");
        device(machine, "sdd", "222 1 900 1 00000000 * 1 0 1");
        machine.boot(shell);
        assertThat(machine.console())
                .contains("HTG-STAGE import fail sda cannot be imported: checksums do not match\n")
                .contains("Wanted: the ZFS pool with GUID " + GUID + "\n")
                .contains("is of another ZFS pool, tank, with GUID 111\n")
                .contains("is of another ZFS pool, *, with GUID 222\n")
                .contains("is of the wanted pool, but that was destroyed\n");
    }

    @ParameterizedTest
    @EnumSource
    void exportsThePoolAgainWhenItHoldsNoSuchDataset(Shell shell) {
        FakeMachine machine = machine("echo online");
        machine.cmdline("root=ZFS=" + GUID + "/ROOT/gone htg.deadline=60 htg.panic=0");
        machine.answer(
                "mount", "case $* in *-t\\ zfs*) echo 'mount: mounting x failed: No such file' >&2; exit 1 ;; esac");
        device(machine, "sda", GUID + " 7 20 1 00000000 stick 1 0 7");
        machine.boot(shell);
        assertThat(machine.commands()).contains("htg-zpool export stick");
        assertThat(machine.console())
                .contains("HTG-STAGE import fail sda has no dataset ROOT/gone that can be mounted: No such file\n");
    }

    private FakeMachine machine(String onImport) {
        FakeMachine machine = new FakeMachine(folder)
                .cmdline("root=ZFS=" + GUID + "/ROOT/default htg.grace=2")
                .answer("htg-zpool", LABEL.formatted(onImport));
        machine.answer(
                "mount",
                "case $* in *-t\\ zfs*) mkdir -p \"$HTG_ROOT/newroot/sbin\"; "
                        + "ln -sf busybox \"$HTG_ROOT/newroot/sbin/init\" ;; esac");
        return machine;
    }

    private static byte[] token(String token) {
        return ("# GRUB Environment Block\nhtg_stick=" + token + "\n####").getBytes(StandardCharsets.UTF_8);
    }

    private static FakeDisk device(FakeMachine machine, String name, String label) {
        machine.write("dev/" + name, label + "\n");
        return machine.disk(name).sized(4096).plugged();
    }
}
