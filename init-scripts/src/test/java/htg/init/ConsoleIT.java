package htg.init;

import static org.assertj.core.api.Assertions.assertThat;

import htg.common.process.CommandResult;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Lines on their way to a console that keeps them waiting. */
class ConsoleIT {
    /** A pipe blocks whoever opens it until someone reads, as a serial port does that is being closed. */
    private static final String LINE_WHILE_A_HELPER_ENDS = """
            . "$1"
            HTG_ROOT='' pipe="$2/pipe"
            mkfifo "${pipe}"
            { sleep 0.6; timeout 5 cat "${pipe}" >"$2/heard"; } &
            reader=$!
            sleep 0.2 &
            htg_put 'HTG-STAGE switch ok' "${pipe}"
            wait "${reader}"
            """;

    @TempDir
    Path folder = Path.of("");

    @ParameterizedTest
    @EnumSource
    void aHelperThatEndsMeanwhileCostsNoLine(Shell shell) throws IOException {
        Path script = Files.writeString(folder.resolve("script"), LINE_WHILE_A_HELPER_ENDS);
        String library = Scripts.folder("trampoline")
                .resolve("lib/console.sh")
                .toAbsolutePath()
                .toString();
        CommandResult result = Shell.RUNNER.run(shell.command(script, library, folder.toString()));
        assertThat(result.exitStatus()).as(result.errorTail()).isZero();
        assertThat(folder.resolve("heard")).hasContent("HTG-STAGE switch ok\n");
    }

    /** The kernel heeds one serial port of those that are named; a port that the machine lacks has type 0. */
    @ParameterizedTest
    @EnumSource
    void everySerialPortThatIsNamedAndThereIsAConsole(Shell shell) {
        FakeMachine machine = machine("console=ttyS1,9600n8 console=ttyS3 console=uart8250,io,0x3f8 console=ttyS0");
        machine.write("sys/class/tty/ttyS1/type", "4\n");
        machine.write("sys/class/tty/ttyS3/type", "0\n");
        machine.boot(shell);
        assertThat(machine.console()).contains("HTG-STAGE consoles ok tty0 ttyS0 ttyS1\n");
        assertThat(machine.read("dev/ttyS1")).isEqualTo(machine.console());
        assertThat(machine.commands()).contains("stty -F /dev/ttyS1 9600");
    }

    @ParameterizedTest
    @EnumSource
    void theKernelsLogIsShownWhereTheKernelDoesNotWriteTo(Shell shell) {
        FakeMachine machine = machine("htg.debug").write("sys/class/tty/hvc0/dev", "229:0\n");
        machine.write(
                "dev/kmsg", "5,0,0,-;Linux version 6\n SUBSYSTEM=x\n6,1,12000345,-;usb 1-1: new; one\n15,2,9,-;ours\n");
        machine.bootWhile(shell, () -> {
            machine.awaitText("usb", "dev/hvc0");
            machine.disk("sda").withPool(FakeMachine.POOL).plugged();
        });
        assertThat(machine.read("dev/hvc0"))
                .contains("[0.000000] Linux version 6\n", "[12.000345] usb 1-1: new; one\n", "HTG-STAGE switch ok\n")
                .doesNotContain("SUBSYSTEM", "ours");
        assertThat(machine.console()).doesNotContain("Linux version");
    }

    @ParameterizedTest
    @EnumSource
    void whatTheKernelPrintsItselfIsNotPrintedTwice(Shell shell) {
        FakeMachine machine = machine("ignore_loglevel").write("sys/class/tty/hvc0/dev", "229:0\n");
        machine.write("sys/module/printk/parameters/ignore_loglevel", "Y\n");
        machine.boot(shell);
        assertThat(machine.console()).isEmpty();
        assertThat(machine.read("dev/hvc0")).endsWith("HTG-STAGE switch ok\n");
        assertThat(machine.read("dev/kmsg")).contains("<7>HTG-STAGE switch ok\n");
    }

    private FakeMachine machine(String arguments) {
        FakeMachine machine = new FakeMachine(folder).cmdline("root=UUID=" + FakeMachine.POOL + " " + arguments);
        if (!arguments.equals("htg.debug")) {
            machine.disk("sda").withPool(FakeMachine.POOL).plugged();
        }
        return machine.write("dev/hvc0", "").write("dev/ttyS1", "");
    }
}
