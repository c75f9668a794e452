package htg.image.inspect;

import htg.grub.secureboot.MicrosoftAuthority;
import java.util.Map;
import java.util.Optional;

/** The kinds of machines that make a difference to a stick. */
enum Place {
    BIOS("BIOS", Optional.empty()),
    UEFI("UEFI without Secure Boot", Optional.empty()),
    SECURE_BOOT_2011("Secure Boot, Microsoft 2011", Optional.of(MicrosoftAuthority.UEFI_CA_2011)),
    SECURE_BOOT_2023("Secure Boot, only Microsoft 2023", Optional.of(MicrosoftAuthority.UEFI_CA_2023));

    private final String title;
    private final Optional<MicrosoftAuthority> authority;

    Place(String title, Optional<MicrosoftAuthority> authority) {
        this.title = title;
        this.authority = authority;
    }

    String title() {
        return title;
    }

    /** Whose programs the firmware starts; empty when it starts any. */
    Optional<MicrosoftAuthority> authority() {
        return authority;
    }

    /** What GRUB sets before it reads its menu (2.06 and newer; {@code lockdown} is of shim's protocol). */
    Map<String, String> grubVariables() {
        Map<String, String> platform = Map.of("grub_platform", this == BIOS ? "pc" : "efi", "prefix", "/grub");
        return authority.isEmpty()
                ? platform
                : Map.of("grub_platform", "efi", "prefix", "/grub", "lockdown", "y", "shim_lock", "y");
    }
}
