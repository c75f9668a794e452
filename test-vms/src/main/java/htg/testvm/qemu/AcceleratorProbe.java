package htg.testvm.qemu;

import htg.common.ExitCode;
import htg.common.HtgException;
import htg.common.event.Event;
import htg.common.event.EventSink;
import htg.common.process.Command;
import htg.common.process.CommandResult;
import htg.common.process.CommandRunner;
import htg.testvm.machine.Accelerator;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.Arrays;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * Finds out which accelerator works here. {@code /dev/kvm} can exist and open, yet hang, or emulate so slowly that
 * translation is faster: only a guest that answers proves it.
 */
public final class AcceleratorProbe {
    /** A PC that is not through SeaBIOS by then is not accelerated. */
    static final Duration PATIENCE = Duration.ofSeconds(5);

    /** {@code mov al,42; out 0xf4,al; hlt; jmp $-1}: tells QEMU's exit device 42, which exits with 42 * 2 + 1. */
    private static final byte[] GUEST = {
        (byte) 0xb0, 42, (byte) 0xe6, (byte) 0xf4, (byte) 0xf4, (byte) 0xeb, (byte) 0xfd
    };

    private static final int ANSWER = 42 * 2 + 1;
    private static final int SECTOR = 512;
    private static final int DISK_SIZE = 1 << 20;
    private static final Pattern HARDWARE_HELP = Pattern.compile("(?m)^flags\\s*:.*\\b(vmx|svm)\\b");

    private final CommandRunner runner;
    private final Path cpuinfo;
    private final Path device;

    AcceleratorProbe(CommandRunner runner, Path cpuinfo, Path device) {
        this.runner = runner;
        this.cpuinfo = cpuinfo;
        this.device = device;
    }

    /** A probe of this computer. */
    public static AcceleratorProbe of(CommandRunner runner) {
        return new AcceleratorProbe(runner, Path.of("/proc/cpuinfo"), Path.of("/dev/kvm"));
    }

    /**
     * Decides.
     *
     * @param events hears why {@code auto} did not choose KVM
     * @throws HtgException {@link ExitCode#ENVIRONMENT} when KVM is demanded and its device cannot be opened
     */
    public Accelerator choose(AcceleratorChoice choice, EventSink events) {
        if (choice == AcceleratorChoice.TCG) {
            return Accelerator.TCG;
        }
        Optional<String> obstacle = choice == AcceleratorChoice.KVM
                ? deviceObstacle()
                : cpuObstacle().or(this::deviceObstacle).or(this::guestObstacle);
        if (obstacle.isEmpty()) {
            return Accelerator.KVM;
        }
        if (choice == AcceleratorChoice.KVM) {
            throw new HtgException(
                    ExitCode.ENVIRONMENT, "KVM cannot be used: " + obstacle.get(), "Choose --accel tcg, or auto.");
        }
        events.emit(new Event.Trace("no KVM, so QEMU translates (slower): " + obstacle.get()));
        return Accelerator.TCG;
    }

    private Optional<String> cpuObstacle() {
        try {
            return HARDWARE_HELP.matcher(Files.readString(cpuinfo)).find()
                    ? Optional.empty()
                    : Optional.of("the processor offers neither vmx nor svm");
        } catch (IOException failure) {
            return Optional.of("cannot read " + cpuinfo + ": " + HtgException.reason(failure));
        }
    }

    /** Opens it: permissions alone say nothing of a device whose driver is gone, or that a container's rules forbid. */
    private Optional<String> deviceObstacle() {
        try {
            FileChannel.open(device, StandardOpenOption.READ, StandardOpenOption.WRITE)
                    .close();
            return Optional.empty();
        } catch (NoSuchFileException missing) {
            return Optional.of(device + " does not exist");
        } catch (AccessDeniedException forbidden) {
            return Optional.of(device + " may not be opened; its group is usually 'kvm'");
        } catch (IOException failure) {
            return Optional.of(device + " cannot be opened: " + reason(failure));
        }
    }

    private static String reason(IOException failure) {
        String reason = failure instanceof FileSystemException onFile ? onFile.getReason() : null;
        return reason == null ? HtgException.reason(failure) : reason;
    }

    private Optional<String> guestObstacle() {
        return answers("kvm")
                ? Optional.empty()
                : Optional.of("a probe guest did not answer within " + PATIENCE.toSeconds() + " s");
    }

    /** Whether a real-mode guest of seven bytes runs under QEMU's accelerator of that name. */
    boolean answers(String accelerator) {
        try (Scratch folder = Scratch.open()) {
            Path disk = Files.write(folder.resolve("disk"), bootDisk());
            CommandResult result = runner.run(command(accelerator, disk).within(PATIENCE));
            return !result.timedOut() && result.exitStatus() == ANSWER;
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    private static Command command(String accelerator, Path disk) {
        return Command.of(Programs.QEMU, "-nodefaults", "-no-user-config", "-machine", "pc", "-m", "32M")
                .with("-accel", accelerator, "-display", "none", "-boot", "strict=on")
                .with("-drive", "if=none,id=disk,format=raw,file=" + disk)
                .with("-device", "ide-hd,drive=disk,bootindex=0")
                .with("-device", "isa-debug-exit,iobase=0xf4,iosize=0x04");
    }

    private static byte[] bootDisk() {
        byte[] disk = Arrays.copyOf(GUEST, DISK_SIZE);
        disk[SECTOR - 2] = 0x55;
        disk[SECTOR - 1] = (byte) 0xaa;
        return disk;
    }
}
