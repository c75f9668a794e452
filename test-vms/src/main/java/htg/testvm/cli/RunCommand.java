package htg.testvm.cli;

import htg.common.DataSize;
import htg.common.ExitCode;
import htg.common.HtgException;
import htg.common.cli.HtgCommand;
import htg.common.cli.Session;
import htg.common.event.Event;
import htg.testvm.machine.Accelerator;
import htg.testvm.machine.Bus;
import htg.testvm.machine.Firmware;
import htg.testvm.machine.FirmwareFiles;
import htg.testvm.machine.Launch;
import htg.testvm.machine.Machine;
import htg.testvm.machine.Medium;
import htg.testvm.machine.Network;
import htg.testvm.machine.Slot;
import htg.testvm.machine.Wiring;
import htg.testvm.qemu.AcceleratorProbe;
import htg.testvm.qemu.DiskPlan;
import htg.testvm.qemu.LoopbackPort;
import htg.testvm.qemu.Programs;
import htg.testvm.qemu.Scratch;
import htg.testvm.qemu.StickImage;
import htg.testvm.stick.BootFiles;
import htg.testvm.stick.StickParts;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import java.util.OptionalInt;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
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
    @Parameters(index = "0", paramLabel = "IMAGE", description = "The disk image to boot: raw, with --direct any kind.")
    private Path image = Path.of("");

    @Option(
            names = "--firmware",
            defaultValue = "bios",
            paramLabel = "NAME",
            converter = Converters.OfFirmware.class,
            description = "bios, uefi, uefi-sb (UEFI with Secure Boot and Microsoft's keys), or direct: QEMU starts a"
                    + " stick's kernel itself (default: bios).")
    private Firmware firmware = Firmware.BIOS;

    @Option(
            names = "--bus",
            paramLabel = "NAME",
            converter = Converters.OfBus.class,
            description = "How the stick is attached: usb-xhci, usb-ehci, usb-uhci, usb-ohci, usb-uas, nvme, ahci, ide,"
                    + " virtio-blk, virtio-scsi, sdhci or megasas (default: usb-xhci, with --direct virtio-blk).")
    private @Nullable Bus chosenBus;

    @Option(
            names = "--direct",
            description =
                    "Start the kernel that is in the image, past its boot loader, with QEMU. Any kind of image that"
                            + " 'htg fs kernel' reads.")
    private boolean direct;

    @Option(names = "--append", paramLabel = "WORDS", description = "With --direct: more words for the kernel.")
    private @Nullable String append;

    @Option(names = "--hub", description = "Put the stick behind a USB hub.")
    private boolean hub;

    @Mixin
    private MachineOptions options = new MachineOptions();

    @Option(names = "--display", description = "Also show the machine's screen in a window.")
    private boolean display;

    @Option(names = "--ssh-port", paramLabel = "PORT", description = "Lead this port of 127.0.0.1 to the guest's SSH.")
    private @Nullable Integer sshPort;

    @Option(names = "--dry-run", description = "Only print the QEMU command.")
    private boolean dryRun;

    @Override
    protected int execute(Session session) {
        if (direct) {
            return bootDirectly(session);
        } else if (append != null) {
            throw new HtgException(
                    ExitCode.USAGE, "--append needs --direct", "A boot loader has a command line of its own.");
        }
        StickImage stick = StickImage.at(image);
        Programs.require();
        Machine machine =
                machine(AcceleratorProbe.of(session.runner()).choose(options.accelerator(), session.events()));
        Optional<FirmwareFiles> flash = FirmwareFiles.find(firmware, FirmwareFiles.DEBIAN_FOLDER);
        if (dryRun) {
            Optional<FirmwareFiles> there = flash.map(files -> files.withVariables(Path.of("VARIABLES")));
            Launch plan = launch(machine, Path.of("OVERLAY"), there);
            session.out().println(plan.command().replayLine());
            return ExitCode.OK.status();
        }
        return boot(session, stick, machine, flash);
    }

    private Bus bus() {
        return chosenBus != null ? chosenBus : direct ? Bus.VIRTIO_BLK : Bus.USB_XHCI;
    }

    /** The same with the image's own kernel. */
    private int bootDirectly(Session session) {
        Programs.require();
        firmware = Firmware.DIRECT;
        Machine machine =
                machine(AcceleratorProbe.of(session.runner()).choose(options.accelerator(), session.events()));
        try (Scratch folder = Scratch.open()) {
            OwnKernel own = OwnKernel.of(session, image, folder.path(), append == null ? "" : append, bus());
            StickImage disk = StickImage.at(own.disk());
            if (dryRun) {
                Launch plan =
                        launch(machine, Path.of("OVERLAY"), Optional.empty()).withKernel(own.kernel());
                session.out().println(plan.command().replayLine());
                return ExitCode.OK.status();
            }
            Path overlay = DiskPlan.over(disk, bus().mediumSize(disk.size())).make(session.runner(), folder.path());
            return inTerminal(
                    session, launch(machine, overlay, Optional.empty()).withKernel(own.kernel()), machine);
        }
    }

    private int inTerminal(Session session, Launch launch, Machine machine) {
        if (sshPort != null) {
            LoopbackPort.requireFree(sshPort);
        }
        String what = firmware + "/" + bus() + " with " + machine.accelerator();
        session.events().emit(new Event.StepNote("run", Duration.ZERO, what + "; Ctrl-A X leaves"));
        int status = session.runner().runInTerminal(launch.command());
        return status == 0 ? ExitCode.OK.status() : ExitCode.FAILED.status();
    }

    private Machine machine(Accelerator chosen) {
        return Machine.of(firmware, bus(), chosen)
                .withSlot(hub ? Slot.HUB : Slot.PORT)
                .withMemory(options.memory().orElse(Machine.DEFAULT_MEMORY))
                .withCpus(options.cpus().orElse(chosen.usualCpus()));
    }

    private Network network() {
        return new Network.User(sshPort == null ? OptionalInt.empty() : OptionalInt.of(sshPort));
    }

    private Launch launch(Machine machine, Path overlay, Optional<FirmwareFiles> flash) {
        return Launch.of(machine, Medium.of(overlay), flash, new Wiring.Terminal(display))
                .withNetwork(network());
    }

    private int boot(Session session, StickImage stick, Machine machine, Optional<FirmwareFiles> flash) {
        DataSize size = bus().mediumSize(
                        new DataSize(stick.size().bytes() + options.growth().bytes()));
        try (Scratch folder = Scratch.open()) {
            Path overlay = DiskPlan.over(stick, size).make(session.runner(), folder.path());
            Optional<FirmwareFiles> own = flash.map(files -> files.copiedTo(folder.resolve("variables.fd")));
            Launch plain = launch(machine, overlay, own);
            Launch launch = firmware == Firmware.DIRECT
                    ? plain.withKernel(BootFiles.extract(StickParts.of(stick), folder.path()))
                    : plain;
            return inTerminal(session, launch, machine);
        }
    }
}
