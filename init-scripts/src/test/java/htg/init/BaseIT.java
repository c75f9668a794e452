package htg.init;

import static htg.init.FakeMachine.POOL;
import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What the pool has to hold so that process 1 dares to leave the ramdisk for it. */
class BaseIT {
    @TempDir
    Path folder = Path.of("");

    @ParameterizedTest
    @EnumSource
    void startsAnInitBehindLinksThatAreMeantForTheBase(Shell shell) {
        FakeMachine machine = machine(folder, """
                cd "$HTG_ROOT/newroot" && rm -r sbin && mkdir -p base/sbin base/lib && ln -s base/sbin sbin &&
                ln -s /base/lib lib && ln -s ../../lib/systemd base/sbin/init &&
                ln -s /./base//sbin/../lib/real base/lib/systemd && : >base/lib/real && chmod +x base/lib/real""");
        machine.boot(shell);
        assertThat(machine.commands()).endsWith("/bin/busybox switch_root /newroot /sbin/init");
    }

    @ParameterizedTest
    @EnumSource
    void neverLeavesTheRamdiskForAnInitThatIsNotThere(Shell shell) {
        // The recorder is a program, but not one of the base.
        for (String target : List.of("gone", "$HTG_ROOT/recorder", "../../recorder", "init", "..")) {
            FakeMachine machine = machine(
                    folder.resolve(target.replaceAll("[^a-z]", "-")),
                    "ln -sf \"" + target + "\" \"$HTG_ROOT/newroot/sbin/init\"");
            machine.boot(shell);
            assertThat(machine.console())
                    .as(target)
                    .contains("HTG-STAGE import fail sda has no /sbin/init to start (no rootflags)\n")
                    .doesNotContain("switch");
        }
    }

    private static FakeMachine machine(Path folder, String mount) {
        FakeMachine machine = new FakeMachine(folder)
                .cmdline("root=UUID=" + POOL + " htg.deadline=60 htg.panic=0")
                .answer("mount", "case $* in *-t\\ btrfs*) " + mount + " ;; esac");
        machine.disk("sda").withPool(POOL).plugged();
        return machine;
    }
}
