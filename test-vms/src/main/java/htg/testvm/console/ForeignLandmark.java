package htg.testvm.console;

import java.util.Optional;
import java.util.regex.Pattern;

/** Landmarks of programs that know nothing of htg, in the order of a boot. */
enum ForeignLandmark {
    FIRMWARE("firmware", "^Booting from (Hard Disk|0000:7c00|USB)|BdsDxe: starting Boot(?!.*EFI Internal Shell)"),
    GRUB("grub", "GNU GRUB +version|Welcome to GRUB!|^ *Booting `|^HTG-GRUB"),
    KERNEL("kernel", "\\] Linux version |^Linux version ");

    private final String landmark;
    private final Pattern pattern;

    ForeignLandmark(String landmark, String pattern) {
        this.landmark = landmark;
        this.pattern = Pattern.compile(pattern);
    }

    static Optional<ConsoleEvent.Landmark> on(String line) {
        for (ForeignLandmark one : values()) {
            if (one.pattern.matcher(line).find()) {
                return Optional.of(new ConsoleEvent.Landmark(one.landmark, Status.OK, ""));
            }
        }
        return Optional.empty();
    }
}
