package htg.testvm.dialogue;

import static org.assertj.core.api.Assertions.assertThat;

import htg.common.DataSize;
import htg.common.process.SystemCommandRunner;
import htg.testvm.BootSector;
import htg.testvm.BootSector.Ending;
import htg.testvm.Needs;
import htg.testvm.machine.Accelerator;
import htg.testvm.machine.Bus;
import htg.testvm.machine.Firmware;
import htg.testvm.machine.Launch;
import htg.testvm.machine.Machine;
import htg.testvm.machine.Medium;
import htg.testvm.machine.Wiring;
import htg.testvm.qemu.DiskPlan;
import htg.testvm.qemu.RunningMachine;
import htg.testvm.qemu.Scratch;
import htg.testvm.qemu.StickImage;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Talks to a real machine over its serial port. */
@Timeout(120)
class DialogueIT {
    @TempDir
    Path folder = Path.of("");

    private final SystemCommandRunner runner = new SystemCommandRunner(command -> {});

    @Test
    void theGuestHearsWhatIsTyped() {
        Dialogue dialogue = Dialogue.parse(List.of(
                Map.of("expect", "login: ", "within", "30s"),
                Map.of("send", "root\\n"),
                Map.of("expect", "root", "within", "10s"),
                Map.of("expect", "silence", "within", "1s")));
        assertThat(talk(dialogue))
                .contains("step 4 (expect: 'silence') did not come true within 1 s; last heard: 'login: root'");
    }

    private Optional<String> talk(Dialogue dialogue) {
        Needs.qemu();
        StickImage stick = StickImage.at(BootSector.write(folder.resolve("image"), "login: ", Ending.ECHO));
        try (Scratch scratch = Scratch.open();
                RunningMachine guest = start(stick, scratch)) {
            guest.resume();
            return DialogueRun.hold(dialogue, guest.serial(), guest.serialInput());
        }
    }

    private RunningMachine start(StickImage stick, Scratch scratch) {
        Path overlay = DiskPlan.over(stick, stick.size()).make(runner, scratch.path());
        Machine machine =
                Machine.of(Firmware.BIOS, Bus.VIRTIO_BLK, Accelerator.TCG).withMemory(DataSize.ofMebibytes(64));
        Wiring.Sockets sockets = new Wiring.Sockets(scratch.path());
        return RunningMachine.start(runner, Launch.of(machine, Medium.of(overlay), Optional.empty(), sockets), sockets);
    }
}
