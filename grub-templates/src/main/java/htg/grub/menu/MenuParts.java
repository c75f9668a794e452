package htg.grub.menu;

import java.util.HashSet;
import java.util.List;
import java.util.Optional;

/**
 * What a menu offers beside its boot environments.
 *
 * @param hypervisors at least one; the first is the default
 * @param serial the serial port that shows the menu beside the screen
 * @param memoryTest where the memory test is, if there is one
 */
public record MenuParts(List<Hypervisor> hypervisors, Optional<SerialConsole> serial, Optional<MemoryTest> memoryTest) {
    public MenuParts {
        hypervisors = List.copyOf(hypervisors);
        if (hypervisors.isEmpty() || new HashSet<>(hypervisors).size() < hypervisors.size()) {
            throw new IllegalArgumentException("no menu has the hypervisors " + hypervisors);
        }
    }

    /** A menu with KVM only, and no memory test. */
    public static MenuParts of(Optional<SerialConsole> serial) {
        return new MenuParts(List.of(Hypervisor.KVM), serial, Optional.empty());
    }

    public MenuParts withHypervisors(Hypervisor... newHypervisors) {
        return new MenuParts(List.of(newHypervisors), serial, memoryTest);
    }

    public MenuParts withMemoryTest(MemoryTest newMemoryTest) {
        return new MenuParts(hypervisors, serial, Optional.of(newMemoryTest));
    }
}
