package htg.testvm.stick;

import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * What can be exchanged between two sticks, to find which part is to blame.
 * The partition table is none: it is always the base's own.
 */
public enum Component {
    /** What a BIOS starts: boot code, core image, and GRUB's modules, which fit no other core image. */
    BOOT_CODE("boot-code", "/grub/i386-pc/.*"),
    /** What UEFI starts: shim, the signed GRUB with modules that it loads, and the few lines by which it finds the menu. */
    EFI_LOADERS("efi-loaders", "/efi/.*|/grub/x86_64-efi/.*"),
    /** GRUB's menu with the kernel's command line, its fonts, and its environment block. */
    MENU("menu", "/grub/.*"),
    /** The kernel, with Xen where that is built in, and the previous ones that an upgrade has kept. */
    KERNEL("kernel", "/htg/[^/]+/(vmlinuz|xen)[^/]*"),
    /** All tiers of the ramdisk, and the previous ones. */
    RAMDISK("ramdisk", "/htg/[^/]+/(miniroot|buses|rescue|dom0)[^/]*"),
    /** The partition with the root pool. */
    ROOT_POOL("root-pool", "");

    private final String name;
    private final Pattern files;

    Component(String name, String files) {
        this.name = name;
        this.files = Pattern.compile(files);
    }

    /** The component that a file of the boot partition belongs to, by its path from {@code /}. */
    public static Optional<Component> owning(String path) {
        for (Component component : values()) {
            if (component.files.matcher(path.toLowerCase(Locale.ROOT)).matches()) {
                return Optional.of(component);
            }
        }
        return Optional.empty();
    }

    /** Whether it is made of files on the boot partition, perhaps beside bytes elsewhere. */
    boolean isFiles() {
        return this != ROOT_POOL;
    }

    /** Whether the name of the boot environment is a part of it. */
    boolean isInEnvironments() {
        return this == MENU || this == KERNEL || this == RAMDISK;
    }

    /** The name on the command line. */
    @Override
    public String toString() {
        return name;
    }
}
