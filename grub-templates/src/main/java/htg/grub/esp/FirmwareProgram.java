package htg.grub.esp;

/**
 * Programs that UEFI firmware starts from the removable-media path (UEFI 3.5.1.1), all signed: shim under the name that
 * firmware looks for; GRUB beside it, which shim starts; and MokManager, without which a request to enrol a key ends in a
 * dead machine.
 */
public enum FirmwareProgram {
    SHIM("/EFI/BOOT/BOOTX64.EFI", "usr/lib/shim/shimx64.efi.signed"),
    GRUB("/EFI/BOOT/grubx64.efi", "usr/lib/grub/x86_64-efi-signed/grubx64.efi.signed"),
    MOK_MANAGER("/EFI/BOOT/mmx64.efi", "usr/lib/shim/mmx64.efi.signed");

    private final String target;
    private final String source;

    FirmwareProgram(String target, String source) {
        this.target = target;
        this.source = source;
    }

    /** Path on the boot partition. */
    public String target() {
        return target;
    }

    /** Path in a Debian tree, relative to its root. */
    public String source() {
        return source;
    }
}
