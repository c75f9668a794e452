package htg.grub.menu;

import htg.common.ExitCode;
import htg.common.HtgException;
import java.util.List;
import java.util.regex.Pattern;

/**
 * A bootable copy of the base: its folder on the boot partition holds kernel and ramdisk.
 *
 * @param name folder name below {@code /htg}, such as {@code default}
 * @param title what the menu calls it, such as {@code Hypervisor (KVM)}
 * @param arguments the kernel's command line
 */
public record BootEnvironment(String name, String title, KernelArguments arguments) {
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
        return new GrubPath("/htg/" + name + "/vmlinuz");
    }

    public GrubPath miniroot() {
        return new GrubPath("/htg/" + name + "/miniroot.img");
    }

    /** What a kernel upgrade on the stick keeps beside the new kernel, see {@code update-initramfs} there. */
    public LinuxBoot previousBoot() {
        String folder = "/htg/" + name + "/";
        return new LinuxBoot(
                new GrubPath(folder + "vmlinuz.old"), List.of(new GrubPath(folder + "miniroot.old")), arguments);
    }

    public LinuxBoot boot() {
        return new LinuxBoot(kernel(), List.of(miniroot()), arguments);
    }
}
