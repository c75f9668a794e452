package htg.fsimage.inspect;

import java.util.List;

/**
 * All that was found in an image.
 *
 * @param systems operating systems, one a root folder, the likeliest first
 * @param loaders boot loaders with their places
 * @param kernels of Linux, the best first
 * @param needs what it would need to boot or run
 * @param problems what could not be read, a sentence each
 */
public record Inspection(
        List<OperatingSystem> systems, List<Loader> loaders, List<Kernel> kernels, Needs needs, List<String> problems) {
    public Inspection {
        systems = List.copyOf(systems);
        loaders = List.copyOf(loaders);
        kernels = List.copyOf(kernels);
        problems = List.copyOf(problems);
    }

    /**
     * A boot loader.
     *
     * @param name such as {@code GRUB 2}
     * @param place such as {@code master boot record} or {@code sda1:/EFI/BOOT/BOOTX64.EFI}
     * @param firmware what starts it
     */
    public record Loader(String name, String place, Firmware firmware) {}

    /** What starts a boot loader. */
    public enum Firmware {
        BIOS,
        UEFI,
        /** It is part of a chain, and both may lead to it. */
        EITHER
    }

    /**
     * A kernel.
     *
     * @param place such as {@code sda2:/boot/vmlinuz-6.1.0}
     * @param version as {@code uname -r}
     * @param architecture as {@code uname -m}
     * @param format such as {@code bzImage}
     * @param size in bytes
     * @param ramdisks that match it, none where there are none
     * @param drivers for virtual hardware that it has, such as {@code virtio_blk}
     * @param paravirtualized whether it can start under Xen as PV: yes, no, or unknown
     * @param pvh whether it can start as PVH: yes, no, or unknown
     */
    public record Kernel(
            String place,
            String version,
            String architecture,
            String format,
            long size,
            List<Ramdisk> ramdisks,
            List<String> drivers,
            String paravirtualized,
            String pvh) {
        public Kernel {
            ramdisks = List.copyOf(ramdisks);
            drivers = List.copyOf(drivers);
        }
    }

    /**
     * A ramdisk.
     *
     * @param place such as {@code sda2:/boot/initrd.img-6.1.0}
     * @param size in bytes
     */
    public record Ramdisk(String place, long size) {}
}
