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
 * @param title what the menu calls it, such as {@code Hypervisor (KVM)}
 * @param arguments the kernel's command line
 */
public record BootEnvironment(String name, String title, KernelArguments arguments) {
    private static final String CORE = "miniroot";
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

    /** Boots from any place where the stick can be plugged in. */
    public LinuxBoot boot() {
        return boot("vmlinuz", ANYWHERE, ".img");
    }

    /** Boots from a USB port only: less to read, and it does without the files of the other parts. */
    public LinuxBoot bootFromUsb() {
        return boot("vmlinuz", List.of(CORE), ".img");
    }

    /** Boots what a kernel upgrade on the stick keeps beside the new kernel, see {@code update-initramfs} there. */
    public LinuxBoot previousBoot() {
        return boot("vmlinuz.old", ANYWHERE, ".old");
    }

    /** Boots what a kernel upgrade on the stick has written, before it has taken the old one's place. */
    public LinuxBoot upgradedBoot() {
        return fromUpgrade(boot());
    }

    /** The same boot from the files that a kernel upgrade has written, before they have taken the old ones' place. */
    public LinuxBoot fromUpgrade(LinuxBoot boot) {
        return new LinuxBoot(
                next(boot.kernel()), boot.ramdisks().stream().map(this::next).toList(), boot.arguments());
    }

    private GrubPath next(GrubPath file) {
        return file("next/" + file.name());
    }

    /** Is there from the moment when all of {@link #upgradedBoot} is, until all of it has taken the old one's place. */
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
