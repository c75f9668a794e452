package htg.testvm.machine;

import java.util.Optional;

/** What starts the boot. */
public enum Firmware {
    /** SeaBIOS, which comes with QEMU. */
    BIOS("bios", ""),
    /** OVMF without Secure Boot. */
    UEFI("uefi", "4M.fd"),
    /** OVMF with Secure Boot on and Microsoft's keys enrolled, as PCs are sold. */
    UEFI_SECURE_BOOT("uefi-sb", "4M.ms.fd"),
    /** None to speak of: QEMU itself loads the stick's kernel and ramdisk, past boot loader and bus. */
    DIRECT("direct", "");

    private final String name;
    private final String build;

    Firmware(String name, String build) {
        this.name = name;
        this.build = build;
    }

    /** The code file in Debian's package {@code ovmf}; none where QEMU brings the firmware along. */
    public Optional<String> codeFile() {
        return build.isEmpty() ? Optional.empty() : Optional.of("OVMF_CODE_" + build);
    }

    /** The template of the variable store, to be copied for each machine. */
    public Optional<String> variablesFile() {
        return build.isEmpty() ? Optional.empty() : Optional.of("OVMF_VARS_" + build);
    }

    public boolean isUefi() {
        return !build.isEmpty();
    }

    /** The name on the command line. */
    @Override
    public String toString() {
        return name;
    }
}
