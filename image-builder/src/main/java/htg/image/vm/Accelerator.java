package htg.image.vm;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.List;
import java.util.regex.Pattern;

/** How QEMU runs the guest's instructions. */
enum Accelerator {
    /** The processor runs them. A device that opens and then hangs is common inside other virtual machines. */
    KVM("kvm", "host", 2, "", Duration.ofSeconds(20)),
    /**
     * QEMU translates them. It can keep running a translation of code that another processor has patched meanwhile, so there
     * is one processor; and it fails a test of the timer that Linux makes where it knows no hypervisor.
     */
    TCG("tcg,thread=multi", "EPYC", 1, " no_timer_check", Duration.ofMinutes(3));

    private static final Pattern HARDWARE_HELP = Pattern.compile("(?m)^flags\\s*:.*\\b(vmx|svm)\\b");

    private final String option;
    private final String processor;
    private final int processors;
    private final String kernelArguments;
    private final Duration firstWord;

    Accelerator(String option, String processor, int processors, String kernelArguments, Duration firstWord) {
        this.option = option;
        this.processor = processor;
        this.processors = processors;
        this.kernelArguments = kernelArguments;
        this.firstWord = firstWord;
    }

    /** As QEMU's {@code -accel} takes it. */
    String option() {
        return option;
    }

    /** As QEMU's {@code -cpu} takes it. */
    String processor() {
        return processor;
    }

    /** How many of them the guest has. */
    int processors() {
        return processors;
    }

    /** What the guest's kernel is told besides. */
    String kernelArguments() {
        return kernelArguments;
    }

    /** How long the guest's first word may take. */
    Duration firstWord() {
        return firstWord;
    }

    /** Those that this machine seems to have, the fastest first. */
    static List<Accelerator> candidates(Path cpuinfo, Path device) {
        return mayWork(cpuinfo, device) ? List.of(KVM, TCG) : List.of(TCG);
    }

    private static boolean mayWork(Path cpuinfo, Path device) {
        try (FileChannel opened = FileChannel.open(device, StandardOpenOption.READ, StandardOpenOption.WRITE)) {
            return opened.isOpen()
                    && HARDWARE_HELP.matcher(Files.readString(cpuinfo)).find();
        } catch (IOException forbidden) {
            return false;
        }
    }
}
