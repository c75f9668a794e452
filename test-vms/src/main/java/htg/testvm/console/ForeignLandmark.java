package htg.testvm.console;

import java.util.Optional;
import java.util.regex.Pattern;

/** Landmarks of programs that know nothing of htg, in the order of a boot. */
enum ForeignLandmark {
    /** SeaBIOS says so when it has read a boot sector; UEFI of every option that it starts, of which some are no stick. */
    FIRMWARE("firmware", "^Booting from 0000:7c00|BdsDxe: starting Boot(?!.*(EFI Internal Shell|UEFI (PXE|HTTP)))"),
    GRUB("grub", "GNU GRUB +version|Welcome to GRUB!|^ *Booting `|^HTG-GRUB"),
    KERNEL("kernel", "\\] Linux version |^Linux version ");

    private final String landmark;
    private final Pattern pattern;

    ForeignLandmark(String landmark, String pattern) {
        this.landmark = landmark;
        this.pattern = Pattern.compile(pattern);
    }

    /** The landmark on a line; only GRUB's menu, drawn by moving the cursor, is one before its line is complete. */
    static Optional<ConsoleEvent.Landmark> on(String line, boolean complete) {
        for (ForeignLandmark one : values()) {
            if ((complete || one == GRUB) && one.pattern.matcher(line).find()) {
                return Optional.of(new ConsoleEvent.Landmark(one.landmark, Status.OK, ""));
            }
        }
        return Optional.empty();
    }
}
