package htg.testvm.machine;

import java.util.Optional;

/** What the machine runs before the boot loader. */
public enum Firmware {
    /** SeaBIOS, which comes with QEMU. */
    BIOS("bios", ""),
    /** OVMF without Secure Boot. */
    UEFI("uefi", "4M.fd"),
    /** OVMF with Secure Boot on and Microsoft's keys enrolled, as PCs are sold. */
    UEFI_SECURE_BOOT("uefi-sb", "4M.ms.fd");

    private final String name;
    private final String build;

    Firmware(String name, String build) {
        this.name = name;
        this.build = build;
    }

    /** The code file in Debian's package {@code ovmf}; none for a BIOS, which QEMU brings along. */
    public Optional<String> codeFile() {
        return build.isEmpty() ? Optional.empty() : Optional.of("OVMF_CODE_" + build);
    }

    /** The template of the variable store, to be copied for each machine. */
    public Optional<String> variablesFile() {
        return build.isEmpty() ? Optional.empty() : Optional.of("OVMF_VARS_" + build);
    }

    /** The name on the command line. */
    @Override
    public String toString() {
        return name;
    }
}
