package htg.grub.menu;

import htg.common.ExitCode;
import htg.common.HtgException;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * A bootable copy of the base: its folder on the boot partition holds the kernel, and the ramdisk in parts, of which each
 * menu entry loads what it needs.
 *
 * @param name folder name below {@code /htg}, such as {@code default}
 * @param label what the menu calls it behind the hypervisor's name; empty for the only one
 * @param arguments the kernel's command line
 */
public record BootEnvironment(String name, String label, KernelArguments arguments) {
    private static final String CORE = "miniroot";
    private static final String DOM0 = "dom0";
    private static final List<String> ANYWHERE = List.of(CORE, "buses");
    private static final List<String> EVERYTHING = List.of(CORE, "buses", "rescue");
    private static final Pattern NAME = Pattern.compile("[a-z0-9][a-z0-9.-]*");

    public BootEnvironment {
        if (!NAME.matcher(name).matches()) {
            throw new HtgException(
                    ExitCode.USAGE,
                    "'" + name + "' cannot be the name of a boot environment",
                    "Use lower-case letters, digits, dots and dashes.");
        }
    }

    public GrubPath kernel() {
        return file("vmlinuz");
    }

    /** The file of one part of the ramdisk, {@code miniroot} or another. */
    public GrubPath ramdisk(String tier) {
        return file(tier + ".img");
    }

    /** The hypervisor's own file, where Xen is built in. */
    public GrubPath xen() {
        return file("xen.gz");
    }

    /** The core and all other buses in one file, as Xen wants it. */
    public GrubPath dom0Ramdisk() {
        return ramdisk(DOM0);
    }

    /** What the menu calls it under a hypervisor, such as {@code Hypervisor (KVM)}. */
    public String title(Hypervisor hypervisor) {
        return "Hypervisor (" + hypervisor + ")" + (label.isEmpty() ? "" : ", " + label);
    }

    /** Boots from any place where the stick can be plugged in. */
    public Boot boot(Hypervisor hypervisor, Optional<SerialConsole> serial) {
        return switch (hypervisor) {
            case KVM -> boot();
            case XEN -> XenBoot.under(xen(), boot("vmlinuz", List.of(DOM0), ".img"), serial);
        };
    }

    /** Boots Linux from any place where the stick can be plugged in. */
    public LinuxBoot boot() {
        return boot("vmlinuz", ANYWHERE, ".img");
    }

    /** Boots from a USB port only: less to read, and it does without the files of the other parts. */
    public Boot bootFromUsb(Hypervisor hypervisor, Optional<SerialConsole> serial) {
        LinuxBoot linux = boot("vmlinuz", List.of(CORE), ".img");
        return switch (hypervisor) {
            case KVM -> linux;
            case XEN -> XenBoot.under(xen(), linux, serial);
        };
    }

    /** Boots what a kernel upgrade on the stick keeps beside the new kernel, see {@code update-initramfs} there. */
    public Boot previousBoot(Hypervisor hypervisor, Optional<SerialConsole> serial) {
        return switch (hypervisor) {
            case KVM -> boot("vmlinuz.old", ANYWHERE, ".old");
            case XEN -> XenBoot.under(file("xen.old"), boot("vmlinuz.old", List.of(DOM0), ".old"), serial);
        };
    }

    /** The same boot from the files that a kernel upgrade has written, before they have taken the old ones' place. */
    public Boot fromUpgrade(Boot boot) {
        return boot.from(file -> file("next/" + file.name()));
    }

    /** Is there from the moment when all of an upgrade is, until all of it has taken the old one's place. */
    public GrubPath upgraded() {
        return file("next/complete");
    }

    /** Stops in the ramdisk's rescue shell, with all its tools. */
    public LinuxBoot rescue() {
        return boot("vmlinuz", EVERYTHING, ".img").with("htg.rescue");
    }

    /**
     * Boots from any place, and says everything that happens from the kernel's first line on: before there are drivers for
     * them, to the screen of a UEFI machine, to the text screen of others, and to the serial port. The last two share an
     * argument, for the kernel heeds the first {@code earlyprintk=} only (arch/x86/kernel/early_printk.c).
     */
    public LinuxBoot debug(Optional<SerialConsole> serial) {
        String early =
                "earlyprintk=vga" + serial.map(port -> "," + port.device()).orElse("");
        return boot().with("htg.debug", "ignore_loglevel", "earlycon=efifb", early);
    }

    private LinuxBoot boot(String kernel, List<String> tiers, String suffix) {
        return new LinuxBoot(
                file(kernel), tiers.stream().map(tier -> file(tier + suffix)).toList(), arguments);
    }

    private GrubPath file(String file) {
        return new GrubPath("/htg/" + name + "/" + file);
    }
}
