package htg.grub.menu;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.UnaryOperator;

/**
 * The Xen hypervisor with the Linux of its first domain, dom0, by the protocol Multiboot 2.
 *
 * @param hypervisor Xen's file, {@code xen.gz}
 * @param options Xen's own command line, see {@code xen-command-line(7)}
 * @param dom0 what dom0 runs, with one ramdisk: Xen hands only the first module behind the kernel over
 */
public record XenBoot(GrubPath hypervisor, KernelArguments options, LinuxBoot dom0) implements Boot {
    /**
     * dom0 keeps its memory: by default it would have all, and give back what each guest takes. The stick's own system takes
     * a quarter of it.
     */
    private static final String DOM0_MEMORY = "dom0_mem=1G,max:1G";

    /** Xen drives COM1 and COM2 only (xen/drivers/char/ns16550.c). */
    private static final int LAST_UNIT = 1;

    public XenBoot {
        if (dom0.ramdisks().size() != 1) {
            throw new IllegalArgumentException("Xen takes one ramdisk, not " + dom0.ramdisks());
        }
    }

    /**
     * Xen under a Linux that would start without it as well. A serial port belongs to Xen then, and is Linux' {@code hvc0};
     * without that, and {@code tty0}, dom0 would be silent.
     */
    static XenBoot under(GrubPath hypervisor, LinuxBoot linux, Optional<SerialConsole> serial) {
        Optional<SerialConsole> driven = serial.filter(port -> port.unit() <= LAST_UNIT);
        List<String> options = new ArrayList<>(List.of(DOM0_MEMORY));
        driven.ifPresent(port -> options.add("com" + (port.unit() + 1) + "=" + port.speed() + ",8n1"));
        options.add(
                "console=" + driven.map(port -> "com" + (port.unit() + 1) + ",").orElse("") + "vga");
        KernelArguments arguments =
                new KernelArguments(consoles(linux.arguments().values(), driven));
        return new XenBoot(
                hypervisor, new KernelArguments(options), new LinuxBoot(linux.kernel(), linux.ramdisks(), arguments));
    }

    /** {@code hvc0} in the place of Xen's port, else in front: the last console is {@code /dev/console}. */
    private static List<String> consoles(List<String> arguments, Optional<SerialConsole> driven) {
        List<String> words = new ArrayList<>(arguments);
        words.removeIf(word ->
                driven.filter(port -> word.startsWith(port.kernelArgument())).isPresent());
        int first = 0;
        while (first < words.size() && !words.get(first).startsWith("console=")) {
            first++;
        }
        words.add(first, "console=hvc0");
        return words;
    }

    @Override
    public GrubPath kernel() {
        return dom0.kernel();
    }

    @Override
    public List<GrubPath> files() {
        return List.of(hypervisor, dom0.kernel(), dom0.ramdisks().get(0));
    }

    @Override
    public XenBoot from(UnaryOperator<GrubPath> place) {
        return new XenBoot(place.apply(hypervisor), options, dom0.from(place));
    }

    @Override
    public Needs needs() {
        return Needs.XEN;
    }
}
