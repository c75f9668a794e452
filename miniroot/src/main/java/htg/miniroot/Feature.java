package htg.miniroot;

import htg.common.DataSize;
import htg.miniroot.MinirootEntry.RegularFile;
import java.util.List;

/**
 * Things in a tier that are there for one reason.
 *
 * @param name for people, for example {@code buses/nvme}
 * @param entries without the folders around them
 */
public record Feature(String name, List<MinirootEntry> entries) {
    public Feature {
        entries = List.copyOf(entries);
    }

    /** Number of files. */
    public int files() {
        return (int) entries.stream().filter(RegularFile.class::isInstance).count();
    }

    /** The sum of the files' sizes: what they take in memory until it is given back. */
    public DataSize contentSize() {
        return new DataSize(entries.stream()
                .mapToLong(entry ->
                        entry instanceof RegularFile file ? file.content().size() : 0)
                .sum());
    }
}
