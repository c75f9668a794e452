package htg.testvm.report.model;

import java.util.Locale;

/** Who has the machine during a stage, in the order of a boot. */
public enum Phase {
    FIRMWARE,
    GRUB,
    KERNEL,
    /** htg's own part: from {@code consoles} to {@code switch}. */
    TRAMPOLINE,
    INIT,
    TARGET;

    /** The phase of a stage; those of unknown name are the trampoline's, which may have any. */
    static Phase of(String stage) {
        return switch (stage) {
            case "firmware" -> FIRMWARE;
            case "grub" -> GRUB;
            case "kernel" -> KERNEL;
            case "base" -> INIT;
            case "multi-user", "checks", "power-off" -> TARGET;
            default -> TRAMPOLINE;
        };
    }

    /** One word, in lower case. */
    @Override
    public String toString() {
        return name().toLowerCase(Locale.ROOT);
    }
}
