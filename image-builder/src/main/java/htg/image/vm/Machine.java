package htg.image.vm;

import htg.common.ExitCode;
import htg.common.HtgException;
import htg.common.event.Event;
import htg.common.event.EventSink;
import htg.common.process.Command;
import htg.common.process.CommandRunner;
import htg.common.process.RunningCommand;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalInt;
import java.util.UUID;

/**
 * Starts QEMU with a kernel and a ramdisk, without firmware, network or screen, and listens to the guest's serial console
 * until it says that it is done. A guest that falls silent is given up; there is no limit for one that goes on.
 */
public final class Machine {
    private static final String QEMU = "qemu-system-x86_64";
    private static final String KERNEL_ARGUMENTS = "console=ttyS0 quiet loglevel=4 panic=-1 oops=panic";
    private static final Duration PATIENCE = Duration.ofMinutes(3);
    private static final Duration POWER_OFF = Duration.ofSeconds(60);

    private final CommandRunner runner;
    private final EventSink events;

    public Machine(CommandRunner runner, EventSink events) {
        this.runner = runner;
        this.events = events;
    }

    /**
     * Sees that there is a QEMU, before anything slow is begun for it.
     *
     * @param purpose completes "QEMU is missing, which ..."
     * @throws HtgException {@link ExitCode#ENVIRONMENT} when there is none
     */
    public void requireQemu(String purpose) {
        try {
            runner.check(Command.of(QEMU, "--version"));
        } catch (HtgException missing) {
            throw new HtgException(
                    ExitCode.ENVIRONMENT,
                    "QEMU is missing, which " + purpose + ": " + missing.getMessage(),
                    "Install it: apt-get install --no-install-recommends qemu-system-x86",
                    missing);
        }
    }

    /**
     * Runs the guest to its end.
     *
     * @throws HtgException {@link ExitCode#FAILED} with the guest's reason or the last lines of its console
     */
    public void run(Job job) {
        List<Accelerator> candidates = Accelerator.candidates(Path.of("/proc/cpuinfo"), Path.of("/dev/kvm"));
        for (Accelerator accelerator : candidates) {
            if (ran(job, accelerator)) {
                return;
            }
            events.emit(new Event.Trace("the guest says nothing under " + accelerator.option()));
        }
        throw new HtgException(
                ExitCode.FAILED,
                "The virtual machine of step " + job.step() + " does not start",
                "To see it fail, run: "
                        + command(job, Accelerator.TCG, "by-hand").replayLine());
    }

    /** Returns whether the guest has said anything; throws unless it has then done its work. */
    private boolean ran(Job job, Accelerator accelerator) {
        String nonce = UUID.randomUUID().toString();
        Command command = command(job, accelerator, nonce);
        events.emit(new Event.Trace(command.replayLine()));
        try (RunningCommand qemu = runner.start(command, line -> {});
                Console console = new Console(qemu.output(), nonce)) {
            Console.Word word = console.next(accelerator.firstWord());
            if (word.kind() == Console.Kind.SILENCE) {
                return false;
            }
            while (word.kind() == Console.Kind.PROGRESS) {
                events.emit(new Event.StepProgress(job.step(), word.text()));
                word = console.next(PATIENCE);
            }
            if (word.kind() != Console.Kind.DONE) {
                throw failure(job, word, console, qemu);
            }
            awaitPowerOff(job, qemu);
            return true;
        }
    }

    private static void awaitPowerOff(Job job, RunningCommand qemu) {
        OptionalInt status = qemu.waitFor(POWER_OFF);
        if (status.isEmpty() || status.getAsInt() != 0) {
            throw new HtgException(
                    ExitCode.FAILED,
                    "The virtual machine of step " + job.step() + " did its work, but did not power off",
                    "Run the same command again.");
        }
    }

    private static HtgException failure(Job job, Console.Word word, Console console, RunningCommand qemu) {
        String reason = switch (word.kind()) {
            case FAILURE -> word.text();
            case SILENCE -> "it has said nothing for " + PATIENCE.toSeconds() + " s";
            default -> "it ended early. " + qemu.errorTail().strip();
        };
        return new HtgException(
                ExitCode.FAILED,
                "The virtual machine of step " + job.step() + " failed: " + reason + "\n  "
                        + String.join("\n  ", console.tail()),
                "With --verbose you see the line that starts it.");
    }

    private static Command command(Job job, Accelerator accelerator, String nonce) {
        List<String> words = new ArrayList<>(List.of("-nodefaults", "-no-user-config", "-machine", "q35"));
        words.addAll(List.of("-accel", accelerator.option(), "-cpu", accelerator.processor()));
        words.addAll(List.of("-smp", Integer.toString(accelerator.processors())));
        words.addAll(List.of("-m", job.memoryMebibytes() + "M", "-display", "none", "-no-reboot"));
        words.addAll(List.of("-serial", "stdio"));
        words.addAll(List.of(
                "-kernel", job.kernel().toString(), "-initrd", job.ramdisk().toString()));
        words.addAll(List.of("-append", KERNEL_ARGUMENTS + accelerator.kernelArguments() + " htg.nonce=" + nonce));
        for (int i = 0; i < job.disks().size(); i++) {
            words.addAll(disk(i, job.disks().get(i)));
        }
        return Command.of(QEMU).with(words);
    }

    /** What is written goes to files that are copied next: the host's cache is safe enough. */
    private static List<String> disk(int index, Job.Disk disk) {
        String file = disk.image().toString().replace(",", ",,");
        String access = disk.writable() ? "cache=unsafe,discard=unmap,detect-zeroes=unmap" : "read-only=on";
        return List.of(
                "-drive",
                "if=none,id=disk" + index + ",format=raw," + access + ",file=" + file,
                "-device",
                "virtio-blk-pci,drive=disk" + index);
    }
}
