package htg.fsimage.boot.entry;

import java.util.ArrayList;
import java.util.List;

/**
 * What one boot loader offers.
 *
 * @param loader its name, such as {@code GRUB 2}
 * @param file its configuration, such as {@code sda2:/boot/grub/grub.cfg}
 * @param entries in the order of the menu, submenus unfolded
 * @param chosen index of the entry that starts by itself; 0 where there are none
 * @param notes what was left out, a sentence each
 */
public record BootMenu(String loader, String file, List<BootEntry> entries, int chosen, List<String> notes) {
    public BootMenu {
        entries = List.copyOf(entries);
        notes = List.copyOf(notes);
        chosen = chosen < 0 || chosen >= entries.size() ? 0 : chosen;
    }

    /** The entry that starts by itself, then the others in their order. */
    public List<BootEntry> chosenFirst() {
        List<BootEntry> order = new ArrayList<>(entries);
        if (!order.isEmpty()) {
            order.add(0, order.remove(chosen));
        }
        return order;
    }
}
