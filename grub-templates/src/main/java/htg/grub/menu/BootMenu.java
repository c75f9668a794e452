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
            entry.needs().all().forEach(need -> requireRoom(entry, need));
        }
        if (!ids.contains(defaultId)) {
            throw new IllegalArgumentException("no menu entry has the default's id " + defaultId);
        }
        if (timeout.isNegative() || timeout.toNanosPart() != 0) {
            throw new IllegalArgumentException("GRUB counts whole seconds, not " + timeout);
        }
    }

    private static void requireRoom(MenuEntry entry, Need need) {
        if (entry.title().length() + need.note().length() > MenuEntry.LONGEST_LINE) {
            throw new IllegalArgumentException("no screen shows " + entry.title() + need.note());
        }
    }

    /** What the entries need of the machine, each kind once. */
    public List<Needs> needs() {
        return entries.stream()
                .map(MenuEntry::needs)
                .filter(needs -> !needs.all().isEmpty())
                .distinct()
                .toList();
    }

    /**
     * The usual menu: each boot environment under each hypervisor, and its upgrade if that was cut off; the first one from a
     * USB port only, with its previous kernel, its rescue shell, and with all messages; memory test, firmware set-up, power
     * off. What boots the first one takes the upgrade's files as well while those are not in their place.
     *
     * @param environments at least one; the first is the default
     */
    public static BootMenu of(List<BootEnvironment> environments, MenuParts parts) {
        List<MenuEntry> entries = new ArrayList<>();
        for (BootEnvironment environment : environments) {
            parts.hypervisors().forEach(hypervisor -> entries.addAll(entries(environment, hypervisor, parts.serial())));
        }
        String first = entries.get(0).id();
        entries.addAll(others(environments.get(0), parts));
        parts.memoryTest().ifPresent(test -> entries.add(new MenuEntry.Memory("memory-test", "Test the memory", test)));
        entries.add(new MenuEntry.FirmwareSetup("firmware-setup", "Restart into the firmware's set-up"));
        entries.add(new MenuEntry.PowerOff("power-off", "Power off"));
        return new BootMenu(entries, first, SHORT, parts.serial());
    }

    /** Other ways to start a boot environment. */
    private static List<MenuEntry> others(BootEnvironment environment, MenuParts parts) {
        Optional<SerialConsole> serial = parts.serial();
        List<Hypervisor> hypervisors = parts.hypervisors();
        List<MenuEntry> entries = new ArrayList<>();
        Boot usb = environment.bootFromUsb(hypervisors.get(0), serial);
        entries.add(newest("usb-only", "Stick on a USB port (loads less)", environment, usb, true));
        for (Hypervisor hypervisor : hypervisors) {
            entries.add(new MenuEntry.Previous(
                    hypervisor.previousId(),
                    "Previous kernel" + (hypervisors.size() == 1 ? "" : " (" + hypervisor + ")"),
                    environment.previousBoot(hypervisor, serial)));
        }
        entries.add(newest("rescue", "Rescue shell", environment, environment.rescue(), false));
        entries.add(newest("debug", "Say everything that happens", environment, environment.debug(serial), false));
        return entries;
    }

    private static MenuEntry newest(
            String id, String title, BootEnvironment environment, Boot boot, boolean remembered) {
        return new MenuEntry.Newest(id, title, boot, environment.fromUpgrade(boot), environment.upgraded(), remembered);
    }

    private static List<MenuEntry> entries(
            BootEnvironment environment, Hypervisor hypervisor, Optional<SerialConsole> serial) {
        String id = hypervisor.id(environment);
        String title = environment.title(hypervisor);
        Boot boot = environment.boot(hypervisor, serial);
        return List.of(
                new MenuEntry.Start(id, title, boot),
                new MenuEntry.Upgraded(
                        "upgraded-" + (hypervisor == Hypervisor.KVM ? environment.name() : id),
                        title + ", upgraded",
                        environment.fromUpgrade(boot),
                        id,
                        environment.upgraded()));
    }
}
