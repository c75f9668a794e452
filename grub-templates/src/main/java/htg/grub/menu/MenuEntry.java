package htg.grub.menu;

import htg.common.ExitCode;
import htg.common.HtgException;
import java.util.regex.Pattern;

/** One line of the menu. */
public sealed interface MenuEntry
        permits MenuEntry.Linux, MenuEntry.Previous, MenuEntry.Rescue, MenuEntry.FirmwareSetup, MenuEntry.PowerOff {
    /** What fits between the menu's borders on a screen of 80 columns. */
    int LONGEST_TITLE = 70;

    /** The name by which the default entry is chosen and remembered: lower-case letters, digits, dots and dashes. */
    String id();

    /** The text shown: printable ASCII, at most {@link #LONGEST_TITLE} characters. */
    String title();

    /** Boots a system. */
    record Linux(String id, String title, LinuxBoot boot) implements MenuEntry {
        public Linux {
            requireIdAndTitle(id, title);
        }
    }

    /**
     * Boots the kernel and ramdisk that a kernel upgrade on the stick has kept. Shown only while they are there.
     */
    record Previous(String id, String title, LinuxBoot boot) implements MenuEntry {
        public Previous {
            requireIdAndTitle(id, title);
        }
    }

    /** Boots the same kernel and ramdisk as {@code normal}, but stops in the ramdisk's rescue shell. */
    record Rescue(String id, String title, LinuxBoot normal) implements MenuEntry {
        public Rescue {
            requireIdAndTitle(id, title);
        }

        /** What is booted. */
        public LinuxBoot boot() {
            return normal.with("htg.rescue");
        }
    }

    /** Restarts into the firmware's set-up screen. Shown on UEFI only, and only where the firmware offers it. */
    record FirmwareSetup(String id, String title) implements MenuEntry {
        public FirmwareSetup {
            requireIdAndTitle(id, title);
        }
    }

    /** Switches the machine off. */
    record PowerOff(String id, String title) implements MenuEntry {
        public PowerOff {
            requireIdAndTitle(id, title);
        }
    }

    private static void requireIdAndTitle(String id, String title) {
        if (!Rules.ID.matcher(id).matches()) {
            throw new IllegalArgumentException("'" + id + "' cannot be the id of a menu entry");
        }
        if (!Rules.TITLE.matcher(title).matches()) {
            throw new HtgException(
                    ExitCode.USAGE,
                    "'" + title.replaceAll("[^ -~]", "?") + "' cannot be the title of a menu entry",
                    "Use 1 to " + LONGEST_TITLE + " printable ASCII characters: GRUB's text screen has no others.");
        }
    }

    /** Compiled once. */
    final class Rules {
        private static final Pattern ID = Pattern.compile("[a-z][a-z0-9.-]*");
        private static final Pattern TITLE = Pattern.compile("[ -~]{1," + LONGEST_TITLE + "}");

        private Rules() {}
    }
}
