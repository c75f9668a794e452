package htg.testvm.console;

import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** Signs on a console after which waiting is pointless. */
public enum AlarmSign {
    /** Linux tests the timer for some 60 ms while it starts; a busy host may not let QEMU emulate one in that time. */
    STARVED(
            "the host was too busy to emulate the machine's timer in time",
            "Kernel panic - not syncing: IO-APIC \\+ timer doesn't work"),
    KERNEL_PANIC("the kernel panicked", "Kernel panic - not syncing"),
    GRUB_RESCUE("GRUB fell into its rescue shell", "^grub rescue> ?$"),
    GRUB_SHELL("GRUB found no menu", "^grub> ?$"),
    /** OVMF's own shell comes last in its boot order: whatever becomes of it, no stick was started. */
    NO_BOOTABLE_DEVICE(
            "the firmware found nothing to boot",
            "No bootable device|BdsDxe: No bootable option|BdsDxe: .*EFI Internal Shell"),
    SHIM_REFUSAL("Secure Boot refused a signature", "Security Violation|bad shim signature|Verification failed:"),
    NO_INIT("the kernel could not start the ramdisk's init", "\\] Failed to execute /init "),
    INITRAMFS_SHELL("the ramdisk fell into a shell", "^\\(initramfs\\) ?$"),
    EMERGENCY_MODE("systemd went into emergency mode", "You are in (emergency|rescue) mode");

    /** Shim draws a box on the whole screen and waits for a key: no newline ever ends it. */
    private static final Pattern SHIM_DIALOGUE =
            Pattern.compile("Verification failed: \\(0x\\p{XDigit}+\\) [A-Z][a-z]+ [A-Z][a-z]+(?= )");

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

    /** Whether it tells of the host, and nothing of the image. */
    public boolean isOfHost() {
        return this == STARVED;
    }

    /** Name of the landmark that was not passed, where the sign itself tells. */
    public Optional<String> stage() {
        return this == GRUB_RESCUE || this == GRUB_SHELL ? Optional.of("grub") : Optional.empty();
    }

    /** Whether it is there to stay at the end of the output; the others are believed once their line, with the reason, is. */
    private Optional<Pattern> standing() {
        return switch (this) {
            case GRUB_RESCUE, GRUB_SHELL, INITRAMFS_SHELL -> Optional.of(pattern);
            case SHIM_REFUSAL -> Optional.of(SHIM_DIALOGUE);
            default -> Optional.empty();
        };
    }

    /** The sign that {@code line}, free of escape sequences, bears. */
    static Optional<ConsoleEvent.Alarm> on(String line, boolean complete) {
        return Stream.of(values())
                .flatMap(sign -> sign.in(line, complete).stream())
                .findFirst();
    }

    private Optional<ConsoleEvent.Alarm> in(String line, boolean complete) {
        if (complete) {
            return pattern.matcher(line).find() ? Optional.of(new ConsoleEvent.Alarm(this, line)) : Optional.empty();
        }
        return standing()
                .map(pattern -> pattern.matcher(line))
                .filter(Matcher::find)
                .map(found -> new ConsoleEvent.Alarm(this, found.group()));
    }
}
