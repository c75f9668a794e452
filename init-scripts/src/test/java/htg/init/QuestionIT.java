package htg.init;

import static htg.init.FakeMachine.POOL;
import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** The question which of two copies is meant, and whether somebody can answer it. */
class QuestionIT {
    private static final String KEYBOARDS = "modprobe -abq usbhid hid-generic";

    @TempDir
    Path folder = Path.of("");

    @ParameterizedTest
    @EnumSource
    void aUsbKeyboardWorksWhenItIsAsked(Shell shell) {
        FakeMachine machine = new FakeMachine(folder).cmdline("root=UUID=" + POOL + " htg.grace=60");
        plugTwoCopies(machine, 1);
        machine.bootWhile(shell, () -> {
            machine.awaitConsole("Which one? Type its number and Enter.");
            machine.awaitCommand(KEYBOARDS);
            machine.write("run/htg/answer", "sdb3\n");
        });
        assertThat(machine.commands()).filteredOn(KEYBOARDS::equals).hasSize(1);
        assertThat(machine.console()).contains("discover ok sdb3 (a copy of it is there as well; as somebody said)\n");
    }

    @ParameterizedTest
    @EnumSource
    void asksForNoNumberWhereAShellReadsTheKeyboard(Shell shell) {
        FakeMachine machine = new FakeMachine(folder).cmdline("root=UUID=" + POOL + " htg.deadline=1 htg.grace=2");
        machine.bootWhile(shell, () -> {
            machine.awaitText("shell.ttyS0", "commands");
            // Of halves, the first is not taken before the second is plugged in.
            plugTwoCopies(machine, 2);
        });
        assertThat(machine.console())
                .contains("  2  sdb3: ")
                .contains("In 2 s, the one used last is taken; pull out what is not meant.\n")
                .contains("HTG-STAGE discover ok sda3, degraded: 1 of the pool's devices missing (a copy of it is")
                .doesNotContain("Which one?");
    }

    private static void plugTwoCopies(FakeMachine machine, long devices) {
        machine.partition("sda", 3).withPool(POOL, 1, devices, 100).plugged();
        machine.partition("sdb", 3).withPool(POOL, 1, devices, 100).plugged();
    }
}
