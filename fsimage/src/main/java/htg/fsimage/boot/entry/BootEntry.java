package htg.fsimage.boot.entry;

import java.util.List;
import java.util.Optional;

/**
 * An entry of a boot menu.
 *
 * @param title as the menu shows it; of an entry in a submenu {@code submenu>title}
 * @param id other name of it, empty where it has none
 * @param kernel Linux, empty where the entry boots something else or its kernel is not there
 * @param ramdisks in the order in which they are loaded
 * @param commandLine of Linux
 * @param hypervisor Xen, empty where Linux runs on the machine itself
 * @param hypervisorCommandLine of Xen
 * @param notes what is wrong or was left out, a sentence each
 */
public record BootEntry(
        String title,
        String id,
        Optional<BootFile> kernel,
        List<BootFile> ramdisks,
        String commandLine,
        Optional<BootFile> hypervisor,
        String hypervisorCommandLine,
        List<String> notes) {
    public BootEntry {
        ramdisks = List.copyOf(ramdisks);
        notes = List.copyOf(notes);
    }

    /** Linux on the machine itself. */
    public static BootEntry linux(
            String title, String id, Optional<BootFile> kernel, List<BootFile> ramdisks, String commandLine) {
        return new BootEntry(title, id, kernel, ramdisks, commandLine.strip(), Optional.empty(), "", List.of());
    }

    /** Whether a caller means this entry by its title or id. */
    public boolean isCalled(String name) {
        return title.equals(name) || id.equals(name);
    }

    public BootEntry titled(String other) {
        return new BootEntry(other, id, kernel, ramdisks, commandLine, hypervisor, hypervisorCommandLine, notes);
    }

    public BootEntry notes(List<String> sentences) {
        return new BootEntry(title, id, kernel, ramdisks, commandLine, hypervisor, hypervisorCommandLine, sentences);
    }
}
