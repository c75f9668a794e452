package htg.testvm.cli;

import htg.common.DataSize;
import htg.common.ExitCode;
import htg.common.cli.HtgCommand;
import htg.common.cli.Session;
import htg.common.event.Event;
import htg.testvm.machine.Accelerator;
import htg.testvm.machine.Bus;
import htg.testvm.machine.Firmware;
import htg.testvm.machine.FirmwareFiles;
import htg.testvm.machine.Launch;
import htg.testvm.machine.Machine;
import htg.testvm.machine.Wiring;
import htg.testvm.qemu.AcceleratorChoice;
import htg.testvm.qemu.AcceleratorProbe;
import htg.testvm.qemu.LoopbackPort;
import htg.testvm.qemu.Overlay;
import htg.testvm.qemu.Programs;
import htg.testvm.qemu.Scratch;
import htg.testvm.qemu.StickImage;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import java.util.OptionalInt;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code htg run}: boots an image in a virtual PC, with its serial console in this terminal. */
@Command(
        name = "run",
        description = {
            "Boot an image in QEMU, with its serial console in this terminal.",
            "The image is never changed: what the guest writes is forgotten at the end. Ctrl-A X leaves, Ctrl-A C"
                    + " switches to QEMU's monitor and back."
        })
final class RunCommand extends HtgCommand {
    @Parameters(index = "0", paramLabel = "IMAGE", description = "The raw disk image to boot.")
    private Path image = Path.of("");

    @Option(
            names = "--firmware",
            defaultValue = "bios",
            paramLabel = "NAME",
            converter = Converters.OfFirmware.class,
            description = "bios, uefi, or uefi-sb: UEFI with Secure Boot and Microsoft's keys (default: bios).")
    private Firmware firmware = Firmware.BIOS;

    @Option(
            names = "--bus",
            defaultValue = "usb-xhci",
            paramLabel = "NAME",
            converter = Converters.OfBus.class,
            description =
                    "How the stick is attached: usb-xhci, usb-ehci, usb-uhci, usb-ohci, usb-uas, usb-hub, nvme, ahci,"
                            + " ide, virtio-blk, virtio-scsi, sdhci or megasas (default: usb-xhci).")
    private Bus bus = Bus.USB_XHCI;

    @Option(
            names = "--memory",
            defaultValue = "2G",
            paramLabel = "SIZE",
            converter = Converters.OfSize.class,
            description = "The machine's memory (default: 2G).")
    private DataSize memory = Machine.DEFAULT_MEMORY;

    @Option(
            names = "--cpus",
            paramLabel = "N",
            description = "The machine's processors (default: 2 with KVM, 1 without).")
    private @Nullable Integer cpus;

    @Option(
            names = "--accel",
            defaultValue = "auto",
            paramLabel = "NAME",
            converter = Converters.OfAccelerator.class,
            description = "auto, kvm or tcg (default: auto, which is KVM where it works).")
    private AcceleratorChoice accelerator = AcceleratorChoice.AUTO;

    @Option(
            names = "--grow",
            defaultValue = "1G",
            paramLabel = "SIZE",
            converter = Converters.OfSize.class,
            description = "How much larger than the image the medium is (default: 1G).")
    private DataSize growth = DataSize.ofGibibytes(1);

    @Option(names = "--display", description = "Also show the machine's screen in a window.")
    private boolean display;

    @Option(names = "--ssh-port", paramLabel = "PORT", description = "Lead this port of 127.0.0.1 to the guest's SSH.")
    private @Nullable Integer sshPort;

    @Option(names = "--dry-run", description = "Only print the QEMU command.")
    private boolean dryRun;

    @Override
    protected int execute(Session session) {
        StickImage stick = StickImage.at(image);
        Programs.require();
        Machine machine = machine(AcceleratorProbe.of(session.runner()).choose(accelerator, session.events()));
        Optional<FirmwareFiles> flash = FirmwareFiles.find(firmware, FirmwareFiles.DEBIAN_FOLDER);
        Wiring terminal = new Wiring.Terminal(display);
        if (dryRun) {
            Launch plan = Launch.of(
                    machine,
                    Path.of("OVERLAY"),
                    flash.map(files -> files.withVariables(Path.of("VARIABLES"))),
                    terminal);
            session.out().println(plan.command().replayLine());
            return ExitCode.OK.status();
        }
        return boot(session, stick, machine, flash, terminal);
    }

    private Machine machine(Accelerator chosen) {
        return Machine.of(firmware, bus, chosen)
                .withMemory(memory)
                .withCpus(cpus == null ? chosen.usualCpus() : cpus)
                .withSshPort(sshPort == null ? OptionalInt.empty() : OptionalInt.of(sshPort));
    }

    private int boot(
            Session session, StickImage stick, Machine machine, Optional<FirmwareFiles> flash, Wiring terminal) {
        machine.sshPort().ifPresent(LoopbackPort::requireFree);
        DataSize size = bus.mediumSize(new DataSize(stick.size().bytes() + growth.bytes()));
        try (Scratch folder = Scratch.open()) {
            Path overlay = Overlay.create(session.runner(), stick, folder.resolve("stick.qcow2"), size);
            Optional<FirmwareFiles> own = flash.map(files -> files.copiedTo(folder.resolve("variables.fd")));
            String what = firmware + "/" + bus + " with " + machine.accelerator();
            session.events().emit(new Event.StepNote("run", Duration.ZERO, what + "; Ctrl-A X leaves"));
            int status = session.runner()
                    .runInTerminal(Launch.of(machine, overlay, own, terminal).command());
            return status == 0 ? ExitCode.OK.status() : ExitCode.FAILED.status();
        }
    }
}
