package htg.fsimage.boot.grub;

import java.util.Map;

/**
 * The machine that a script is told it runs on.
 *
 * @param cpu {@code grub_cpu}
 * @param platform {@code grub_platform}
 * @param longMode what {@code cpuid -l} says
 * @param pae what {@code cpuid -p} says
 * @param smbios what {@code smbios} finds, by its options as they are written, such as {@code -t 1 -s 5}
 */
public record Machine(String cpu, String platform, boolean longMode, boolean pae, Map<String, String> smbios) {
    /** An ordinary x86-64 PC with BIOS. */
    public static final Machine BIOS = new Machine("i386", "pc", true, true, Map.of());

    /** An ordinary x86-64 PC with UEFI. */
    public static final Machine EFI = new Machine("x86_64", "efi", true, true, Map.of());

    public Machine {
        smbios = Map.copyOf(smbios);
    }
}
