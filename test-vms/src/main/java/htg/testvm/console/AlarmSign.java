package htg.testvm.console;

import java.util.Optional;
import java.util.regex.Pattern;

/** Signs on a console after which waiting is pointless. */
public enum AlarmSign {
    KERNEL_PANIC("the kernel panicked", "Kernel panic - not syncing"),
    GRUB_RESCUE("GRUB fell into its rescue shell", "^grub rescue> ?$"),
    GRUB_SHELL("GRUB found no menu", "^grub> ?$"),
    /** OVMF's own shell comes last in its boot order: whatever becomes of it, no stick was started. */
    NO_BOOTABLE_DEVICE(
            "the firmware found nothing to boot",
            "No bootable device|BdsDxe: No bootable option|BdsDxe: .*EFI Internal Shell"),
    SHIM_REFUSAL("Secure Boot refused a signature", "Security Violation|bad shim signature|Verification failed:"),
    INITRAMFS_SHELL("the ramdisk fell into a shell", "^\\(initramfs\\) ?$"),
    EMERGENCY_MODE("systemd went into emergency mode", "You are in (emergency|rescue) mode");

    private final String meaning;
    private final Pattern pattern;

    AlarmSign(String meaning, String pattern) {
        this.meaning = meaning;
        this.pattern = Pattern.compile(pattern);
    }

    /** For people: what happened. */
    public String meaning() {
        return meaning;
    }

    /** Name of the landmark that was not passed, where the sign itself tells. */
    public Optional<String> stage() {
        return switch (this) {
            case NO_BOOTABLE_DEVICE -> Optional.of("firmware");
            case GRUB_RESCUE, GRUB_SHELL -> Optional.of("grub");
            default -> Optional.empty();
        };
    }

    /** A prompt stands at the end of the output; the others are believed once their line, with the reason, is complete. */
    private boolean isPrompt() {
        return this == GRUB_RESCUE || this == GRUB_SHELL || this == INITRAMFS_SHELL;
    }

    /** The sign that {@code line}, free of escape sequences, bears. */
    static Optional<AlarmSign> on(String line, boolean complete) {
        for (AlarmSign sign : values()) {
            if ((complete || sign.isPrompt()) && sign.pattern.matcher(line).find()) {
                return Optional.of(sign);
            }
        }
        return Optional.empty();
    }
}
