package htg.testvm.block;

import static org.assertj.core.api.Assertions.assertThat;

import htg.common.process.Command;
import htg.common.process.CommandResult;
import htg.common.process.SystemCommandRunner;
import htg.testvm.BootSector;
import htg.testvm.BootSector.Ending;
import htg.testvm.Needs;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A machine that boots from a medium of ours. */
class SlowBootIT {
    @TempDir
    Path folder = Path.of("");

    private final SystemCommandRunner runner = new SystemCommandRunner(command -> {});
    private Path image = Path.of("");

    @BeforeEach
    void needsQemu() {
        Needs.qemu();
        image = BootSector.write(folder.resolve("image"), "HTG-STAGE discover ok\n", Ending.POWER_OFF);
    }

    @Test
    void aSlowMediumBootsAsWellButLater() throws IOException {
        long quick = boot("none").toMillis();
        long slow = boot("fixed:700ms").toMillis();
        // The boot sector, and what it loads: at least two requests, so at least 1400 ms more on a quiet machine.
        assertThat(slow).isGreaterThan(1400).isGreaterThan(quick + 700);
    }

    private Duration boot(String model) throws IOException {
        try (ImageSource source = ImageSource.open(image);
                OverlaySource overlay = OverlaySource.over(source, folder);
                NbdServer server =
                        NbdServer.serve(folder.resolve("nbd"), new SlowSource(overlay, LatencyModel.parse(model)))) {
            CommandResult result = runner.check(machine(server.uri()));
            assertThat(result.output()).contains("HTG-STAGE discover ok");
            assertThat(server.firstFailure()).isEmpty();
            return result.elapsed();
        }
    }

    private static Command machine(String medium) {
        return Command.of("qemu-system-x86_64", "-nodefaults", "-no-user-config", "-no-reboot")
                .with("-machine", "q35", "-accel", "tcg", "-m", "64M", "-display", "none", "-serial", "stdio")
                .with("-drive", "if=none,id=stick,format=raw,file=" + medium)
                .with("-device", "usb-ehci,id=usb", "-device", "usb-storage,bus=usb.0,drive=stick,bootindex=0")
                .within(Duration.ofSeconds(60));
    }
}
