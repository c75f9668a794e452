package htg.cli.journey;

import static org.assertj.core.api.Assertions.assertThat;

import htg.common.DataSize;
import htg.common.process.CommandRunner;
import htg.common.process.SystemCommandRunner;
import htg.testvm.boot.Boot;
import htg.testvm.boot.BootPlan;
import htg.testvm.boot.Outcome;
import htg.testvm.check.Check;
import htg.testvm.check.Injection;
import htg.testvm.console.ConsoleEvent.CheckResult;
import htg.testvm.console.TimedEvent;
import htg.testvm.machine.Accelerator;
import htg.testvm.machine.Bus;
import htg.testvm.machine.DirectKernel;
import htg.testvm.machine.Firmware;
import htg.testvm.machine.FirmwareFiles;
import htg.testvm.machine.Launch;
import htg.testvm.machine.Machine;
import htg.testvm.machine.Medium;
import htg.testvm.machine.Wiring;
import htg.testvm.qemu.DiskPlan;
import htg.testvm.qemu.Scratch;
import htg.testvm.qemu.StickImage;
import htg.testvm.stick.BootFiles;
import htg.testvm.stick.ProbeStick;
import htg.testvm.stick.StickParts;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;

/**
 * A stick that is carried from one machine to the other and back, each of which loses its power while the stick is being
 * written. One has parallel ATA and a BIOS, the other USB 3 and UEFI. All but the last two boots start past the firmware.
 *
 * @param turns how often a machine is started
 * @param folder for its files
 */
record Moving(int turns, Path folder) {
    private static final CommandRunner RUNNER = new SystemCommandRunner(command -> {});
    private static final Duration LIMIT = Duration.ofMinutes(5);

    /** What is synced stays, so that each boot finds the lines of all before it. */
    private static final Check COUNT = Check.of("count", "echo boot >>/boots\nsync\necho \"boot $(wc -l </boots)\"\n");

    /** Writes until the power fails. */
    private static final Check WRITE = Check.of(
            "write",
            "while dd if=/dev/urandom of=/noise bs=64k count=16 conv=fsync 2>/dev/null; do echo more >>/boots.noise; done\n");

    /** Each boot finds what all before it have synced. */
    void finds(StickImage sound) throws IOException {
        StickImage stick = ProbeStick.of(RUNNER, sound, folder.resolve("moving.img"));
        DirectKernel kernel = BootFiles.extract(StickParts.of(stick), folder.resolve("boot-files"));
        List<Path> checks = Injection.of(List.of(COUNT, WRITE)).writeTo(folder.resolve("injected"));
        try (Scratch scratch = Scratch.open()) {
            DataSize size = new DataSize(stick.size().bytes() + (1L << 30));
            Path overlay = DiskPlan.over(stick, size).make(RUNNER, scratch.path());
            List<String> counts = IntStream.rangeClosed(1, turns)
                    .mapToObj(turn -> launch(turn, overlay, kernel, scratch).withSmbiosStrings(checks))
                    .map(launch -> untilPowerCut(launch, scratch))
                    .toList();
            assertThat(counts)
                    .containsExactlyElementsOf(IntStream.rangeClosed(1, turns)
                            .mapToObj(turn -> "boot " + turn)
                            .toList());
        }
    }

    private Launch launch(int turn, Path overlay, DirectKernel kernel, Scratch scratch) {
        boolean old = turn % 2 == 1;
        boolean direct = turn <= turns - 2;
        Firmware firmware = direct ? Firmware.DIRECT : old ? Firmware.BIOS : Firmware.UEFI;
        Machine machine = Machine.of(firmware, old ? Bus.IDE : Bus.USB_XHCI, Accelerator.TCG)
                .withMemory(old ? DataSize.ofMebibytes(512) : DataSize.ofGibibytes(1));
        Optional<FirmwareFiles> flash = FirmwareFiles.find(firmware, FirmwareFiles.DEBIAN_FOLDER)
                .map(files -> files.copiedTo(scratch.resolve("variables" + turn + ".fd")));
        Launch launch = Launch.of(machine, Medium.of(overlay), flash, new Wiring.Sockets(scratch.path()));
        return direct ? launch.withKernel(kernel.with(machine.accelerator().kernelArguments())) : launch;
    }

    /** What the first check says; the power fails a second after that, in the middle of the other one. */
    private String untilPowerCut(Launch launch, Scratch scratch) {
        BootPlan way = BootPlan.stick().until("base start").thenChecks(List.of(COUNT.name()));
        BootPlan counted =
                new BootPlan(way.expectations().subList(0, way.expectations().size() - 2));
        try (Boot boot = Boot.start(RUNNER, launch, scratch.path(), folder)) {
            Outcome outcome = boot.await(counted, LIMIT, event -> {});
            assertThat(outcome).as(boot.events().toString()).isInstanceOf(Outcome.Completed.class);
            boot.awaitEnd(Duration.ofSeconds(1));
            return boot.events().stream()
                    .map(TimedEvent::event)
                    .filter(CheckResult.class::isInstance)
                    .map(event -> ((CheckResult) event).detail())
                    .findFirst()
                    .orElse("no check has run");
        }
    }
}
