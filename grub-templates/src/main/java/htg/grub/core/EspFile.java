package htg.grub.core;

import java.util.List;

/**
 * A program that UEFI firmware starts from the boot partition, by Debian's file.
 *
 * @param target path on the boot partition
 * @param source path in a Debian tree
 * @param debianPackage the package it is from
 */
public record EspFile(String target, String source, String debianPackage) {
    /**
     * The removable-media path (UEFI 3.5.1.1): shim under the name that firmware looks for, which starts {@code
     * grubx64.efi} beside it, and MokManager, without which a request to enrol a key ends in a dead machine.
     */
    public static final List<EspFile> ALL = List.of(
            new EspFile("/EFI/BOOT/BOOTX64.EFI", "usr/lib/shim/shimx64.efi.signed", "shim-signed"),
            new EspFile(
                    "/EFI/BOOT/grubx64.efi",
                    "usr/lib/grub/x86_64-efi-signed/grubx64.efi.signed",
                    "grub-efi-amd64-signed"),
            new EspFile("/EFI/BOOT/mmx64.efi", "usr/lib/shim/mmx64.efi.signed", "shim-helpers-amd64-signed"));
}
