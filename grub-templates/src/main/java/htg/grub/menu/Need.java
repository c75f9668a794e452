package htg.grub.menu;

import htg.common.DataSize;
import java.util.List;

/**
 * Something that a machine must have for an entry to work, and that GRUB can find out before anything is tried.
 *
 * @param check how GRUB finds out
 * @param word names it in the landmark and in the menu's script
 * @param note stands behind the title of an entry that lacks it
 * @param advice what choosing such an entry shows, lines of less than 80 columns
 */
public record Need(Check check, String word, String note, List<String> advice) {
    /** With the longest title it fits between the menu's borders. */
    static final int LONGEST_NOTE = 32;

    private static final int COLUMNS = 79;

    /** How GRUB finds out. */
    public sealed interface Check {
        /** The processor has 64-bit mode. */
        record LongMode() implements Check {}

        /** GRUB may start what nobody has signed. */
        record SecureBootOff() implements Check {}

        /** As SMBIOS tells it; a machine that does not tell passes. */
        record Memory(DataSize least) implements Check {
            /** The number of the last KiB there must be. */
            public long lastKibibyte() {
                return (least.bytes() >> 10) - 1;
            }
        }
    }

    /** A 64-bit processor. */
    public static final Need LONG_MODE = new Need(
            new Check.LongMode(),
            "processor",
            " - needs a 64-bit processor",
            List.of(
                    "This processor has 32 bits, and the stick's kernel needs 64.",
                    "Nothing can be done about that: take another machine."));

    public Need {
        advice = List.copyOf(advice);
        if (!note.matches("[ -~&&[^'\"$\\\\]]{1," + LONGEST_NOTE + "}") || !word.matches("[a-z-]+")) {
            throw new IllegalArgumentException("'" + note + "' cannot stand behind a title, as " + word);
        }
        if (advice.stream().anyMatch(line -> line.length() > COLUMNS || !line.matches("[ -~]+"))) {
            throw new IllegalArgumentException("an 80-column screen cannot show " + advice);
        }
    }

    /** No Secure Boot, for what nobody has signed. */
    static Need secureBootOff(String what) {
        return new Need(
                new Check.SecureBootOff(),
                "secure-boot",
                " - not under Secure Boot",
                List.of(
                        "Secure Boot is on, and lets GRUB start only what is signed.",
                        what + " is not: turn Secure Boot off in the firmware for that."));
    }

    /** So much memory. */
    static Need memory(DataSize least) {
        String size = (least.bytes() >> 20) + " MB";
        return new Need(
                new Check.Memory(least),
                "memory",
                " - needs " + size + " of memory",
                List.of(
                        "This entry needs " + size + " of memory, and the firmware tells of less.",
                        "Add memory, or take another machine."));
    }
}
