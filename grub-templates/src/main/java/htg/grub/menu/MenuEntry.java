package htg.grub.menu;

import htg.common.ExitCode;
import htg.common.HtgException;
import java.util.List;
import java.util.regex.Pattern;

/** One line of the menu. */
public sealed interface MenuEntry
        permits MenuEntry.Start,
                MenuEntry.Newest,
                MenuEntry.Upgraded,
                MenuEntry.Previous,
                MenuEntry.Memory,
                MenuEntry.FirmwareSetup,
                MenuEntry.PowerOff {
    /** What fits between the menu's borders on a screen of 80 columns, together with a note of what is lacking. */
    int LONGEST_LINE = 70;

    /** What fits where nothing can lack. */
    int LONGEST_TITLE = LONGEST_LINE;

    /** The name by which the default entry is chosen and remembered: lower-case letters, digits, dots and dashes. */
    String id();

    /** The text shown: printable ASCII, at most {@link #LONGEST_TITLE} characters. */
    String title();

    /** What a machine must have for it: the title says so where it has not, and choosing it explains. */
    default Needs needs() {
        return Needs.NONE;
    }

    /** Whether it is what the next start does by itself, once somebody has chosen it: for entries that do the usual work. */
    default boolean isRemembered() {
        return false;
    }

    /** Boots a system. */
    record Start(String id, String title, Boot boot) implements MenuEntry {
        public Start {
            requireIdAndTitle(id, title);
        }

        @Override
        public Needs needs() {
            return boot.needs();
        }

        @Override
        public boolean isRemembered() {
            return true;
        }
    }

    /**
     * Boots a system from one of two sets of files with the same names: the upgraded one while that is complete and not in
     * its place yet, when some files of the other may be torn.
     *
     * @param complete the file that is there while the upgraded set is to be used
     * @param isRemembered whether the next start does the same by itself
     */
    record Newest(String id, String title, Boot boot, Boot upgraded, GrubPath complete, boolean isRemembered)
            implements MenuEntry {
        public Newest {
            requireIdAndTitle(id, title);
            if (!names(boot).equals(names(upgraded))) {
                throw new IllegalArgumentException(
                        "the entry " + id + " has two sets of files that differ in their names");
            }
        }

        private static List<String> names(Boot boot) {
            return boot.files().stream().map(GrubPath::name).toList();
        }

        @Override
        public Needs needs() {
            return boot.needs();
        }
    }

    /**
     * Boots a kernel upgrade that was cut off when it was complete, but not in its place yet. Shown only then, and the
     * default then if what it upgrades is: this one file switches from the old kernel and ramdisks to the new ones.
     *
     * @param upgrades the id of the entry that boots the upgrade when it is in its place
     * @param complete the file that is there when the upgrade is complete
     */
    record Upgraded(String id, String title, Boot boot, String upgrades, GrubPath complete) implements MenuEntry {
        public Upgraded {
            requireIdAndTitle(id, title);
        }

        @Override
        public Needs needs() {
            return boot.needs();
        }
    }

    /**
     * Boots the kernel and ramdisk that a kernel upgrade on the stick has kept. Shown only while they are there.
     */
    record Previous(String id, String title, Boot boot) implements MenuEntry {
        public Previous {
            requireIdAndTitle(id, title);
        }

        @Override
        public Needs needs() {
            return boot.needs();
        }
    }

    /** Tests the machine's memory until it is told to stop. */
    record Memory(String id, String title, MemoryTest test) implements MenuEntry {
        public Memory {
            requireIdAndTitle(id, title);
        }

        @Override
        public Needs needs() {
            return Needs.MEMORY_TEST;
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
