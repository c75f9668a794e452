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
     * The usual menu: each boot environment, and its upgrade if that was cut off; the first one from a USB port only, with
     * its previous kernel, its rescue shell, and with all messages; firmware set-up, power off. What boots the first one
     * takes the upgrade's files as well while those are not in their place.
     *
     * @param environments at least one; the first is the default
     */
    public static BootMenu of(List<BootEnvironment> environments, Optional<SerialConsole> serial) {
        List<MenuEntry> entries = new ArrayList<>();
        for (BootEnvironment environment : environments) {
            entries.addAll(entries(environment));
        }
        String first = entries.get(0).id();
        BootEnvironment environment = environments.get(0);
        entries.add(newest("usb-only", "Stick on a USB port (loads less)", environment, environment.bootFromUsb()));
        entries.add(new MenuEntry.Previous("previous-kernel", "Previous kernel", environment.previousBoot()));
        entries.add(newest("rescue", "Rescue shell", environment, environment.rescue()));
        entries.add(newest("debug", "Say everything that happens", environment, environment.debug(serial)));
        entries.add(new MenuEntry.FirmwareSetup("firmware-setup", "Restart into the firmware's set-up"));
        entries.add(new MenuEntry.PowerOff("power-off", "Power off"));
        return new BootMenu(entries, first, SHORT, serial);
    }

    private static MenuEntry newest(String id, String title, BootEnvironment environment, LinuxBoot boot) {
        return new MenuEntry.Newest(id, title, boot, environment.fromUpgrade(boot), environment.upgraded());
    }

    private static List<MenuEntry> entries(BootEnvironment environment) {
        String id = "boot-" + environment.name();
        return List.of(
                new MenuEntry.Linux(id, environment.title(), environment.boot()),
                new MenuEntry.Upgraded(
                        "upgraded-" + environment.name(),
                        environment.title() + ", upgraded",
                        environment.upgradedBoot(),
                        id,
                        environment.upgraded()));
    }
}
