package htg.testvm.stick;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ComponentTest {
    @ParameterizedTest
    @CsvSource({
        "/grub/i386-pc/ls.mod, BOOT_CODE",
        "/EFI/BOOT/BOOTX64.EFI, EFI_LOADERS",
        "/EFI/debian/grub.cfg, EFI_LOADERS",
        "/grub/grub.cfg, MENU",
        "/grub/fonts/unicode.pf2, MENU",
        "/htg/default/vmlinuz, KERNEL",
        "/htg/default/vmlinuz.old, KERNEL",
        "/htg/default/miniroot.img, RAMDISK",
        "/htg/default/miniroot.old, RAMDISK",
        "/htg/default/dom0.img, RAMDISK",
        "/htg/default/xen.gz, KERNEL",
        "/grub/x86_64-efi/multiboot2.mod, EFI_LOADERS",
        "/grub/memtest/x64.efi, MENU",
    })
    void eachFileOfTheBootPartitionBelongsToOne(String path, Component component) {
        assertThat(Component.owning(path)).contains(component);
    }

    @ParameterizedTest
    @CsvSource({"/readme.txt", "/htg/vmlinuz", "/grub"})
    void whatHtgDidNotPutThereBelongsToNone(String path) {
        assertThat(Component.owning(path)).isEmpty();
    }
}
