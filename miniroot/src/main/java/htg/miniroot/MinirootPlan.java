package htg.miniroot;

import htg.common.DataSize;
import htg.miniroot.MinirootEntry.RegularFile;
import java.util.Comparator;
import java.util.List;

/**
 * Everything a ramdisk will hold, before anything is written.
 *
 * @param kernelVersion the kernel it belongs to
 * @param entries in the order of their paths, each folder before what it holds
 * @param modules the kernel modules among them
 */
public record MinirootPlan(String kernelVersion, List<MinirootEntry> entries, List<KernelModule> modules) {
    public MinirootPlan {
        entries = entries.stream()
                .sorted(Comparator.comparing(MinirootEntry::path))
                .toList();
        modules = List.copyOf(modules);
    }

    /** The sum of the files' sizes: what the ramdisk takes in memory until it is given back. */
    public DataSize contentSize() {
        return new DataSize(entries.stream()
                .mapToLong(entry ->
                        entry instanceof RegularFile file ? file.content().size() : 0)
                .sum());
    }

    /** One line a file, for people: size and path. */
    public List<String> lines() {
        return entries.stream()
                .filter(RegularFile.class::isInstance)
                .map(RegularFile.class::cast)
                .map(file -> String.format("%9d  %s", file.content().size(), file.path()))
                .toList();
    }
}
