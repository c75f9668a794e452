package htg.grub.menu;

import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * What the user sees before the kernel starts.
 *
 * @param entries in the order shown, with different ids
 * @param defaultId the entry that is booted when nobody chooses
 * @param timeout how long it waits for somebody, in whole seconds
 * @param serial the serial port that shows the menu beside the screen
 */
public record BootMenu(List<MenuEntry> entries, String defaultId, Duration timeout, Optional<SerialConsole> serial) {
    /** Long enough to press a key, short enough not to annoy. */
    public static final Duration SHORT = Duration.ofSeconds(3);

    public BootMenu {
        entries = List.copyOf(entries);
        Set<String> ids = new HashSet<>();
        for (MenuEntry entry : entries) {
            if (!ids.add(entry.id())) {
                throw new IllegalArgumentException("two menu entries have the id " + entry.id());
            }
        }
        if (!ids.contains(defaultId)) {
            throw new IllegalArgumentException("no menu entry has the default's id " + defaultId);
        }
        if (timeout.isNegative() || timeout.toNanosPart() != 0) {
            throw new IllegalArgumentException("GRUB counts whole seconds, not " + timeout);
        }
    }

    /**
     * The usual menu: each boot environment, the first one's previous kernel and a rescue shell for it, firmware set-up, power off.
     *
     * @param environments at least one; the first is the default
     */
    public static BootMenu of(List<BootEnvironment> environments, Optional<SerialConsole> serial) {
        List<MenuEntry> entries = new ArrayList<>();
        for (BootEnvironment environment : environments) {
            entries.add(new MenuEntry.Linux("boot-" + environment.name(), environment.title(), environment.boot()));
        }
        String first = entries.get(0).id();
        entries.add(new MenuEntry.Previous(
                "previous-kernel", "Previous kernel", environments.get(0).previousBoot()));
        entries.add(new MenuEntry.Rescue(
                "rescue", "Rescue shell", environments.get(0).boot()));
        entries.add(new MenuEntry.FirmwareSetup("firmware-setup", "Restart into the firmware's set-up"));
        entries.add(new MenuEntry.PowerOff("power-off", "Power off"));
        return new BootMenu(entries, first, SHORT, serial);
    }
}
