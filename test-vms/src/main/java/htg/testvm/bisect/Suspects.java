package htg.testvm.bisect;

import static htg.testvm.stick.Component.BOOT_CODE;
import static htg.testvm.stick.Component.EFI_LOADERS;
import static htg.testvm.stick.Component.KERNEL;
import static htg.testvm.stick.Component.MENU;
import static htg.testvm.stick.Component.RAMDISK;
import static htg.testvm.stick.Component.ROOT_POOL;

import htg.testvm.machine.Firmware;
import htg.testvm.stick.Component;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;

/** Which components can be to blame for a failure, and which of them more likely. */
final class Suspects {
    private Suspects() {}

    /** What a machine with this firmware reads. */
    static Set<Component> readBy(Firmware firmware) {
        Set<Component> read = EnumSet.of(MENU, KERNEL, RAMDISK, ROOT_POOL);
        switch (firmware) {
            case BIOS -> read.add(BOOT_CODE);
            case UEFI, UEFI_SECURE_BOOT -> read.add(EFI_LOADERS);
            case DIRECT -> {
                // Not even GRUB runs; of its menu the kernel's command line counts.
            }
        }
        return read;
    }

    /** All components, the likeliest for a failure at this stage first. */
    static List<Component> inOrderFor(String stage) {
        return switch (stage) {
            case "firmware", "grub" -> List.of(BOOT_CODE, EFI_LOADERS, MENU, KERNEL, RAMDISK, ROOT_POOL);
            case "kernel", Bisection.BOOT_FILES -> List.of(KERNEL, RAMDISK, MENU, EFI_LOADERS, BOOT_CODE, ROOT_POOL);
            case "consoles", "modules" -> List.of(RAMDISK, KERNEL, MENU, ROOT_POOL, BOOT_CODE, EFI_LOADERS);
            default -> List.of(ROOT_POOL, RAMDISK, MENU, KERNEL, BOOT_CODE, EFI_LOADERS);
        };
    }
}
