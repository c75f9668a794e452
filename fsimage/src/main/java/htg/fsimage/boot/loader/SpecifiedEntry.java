package htg.fsimage.boot.loader;

import htg.fsimage.boot.entry.BootEntry;
import htg.fsimage.mounts.VersionOrder;
import java.util.Comparator;

/**
 * An entry with what the Boot Loader Specification sorts by.
 *
 * @param entry what it starts
 * @param source its file
 * @param sortKey empty where it has none
 * @param machineId empty where it has none
 * @param version empty where it has none
 * @param exhausted whether it was tried as often as it may be, so that it comes last
 */
record SpecifiedEntry(
        BootEntry entry, String source, String sortKey, String machineId, String version, boolean exhausted) {
    private static final Comparator<SpecifiedEntry> BY_KEY = Comparator.comparing(SpecifiedEntry::sortKey)
            .thenComparing(SpecifiedEntry::machineId)
            .thenComparing(Comparator.comparing(SpecifiedEntry::version, VersionOrder.OLDEST_FIRST)
                    .reversed());

    /** As the menu shows them: those with a key first, by it; of one key, and of those without, the newest first. */
    static final Comparator<SpecifiedEntry> ORDER = Comparator.comparing(SpecifiedEntry::exhausted)
            .thenComparing(one -> one.sortKey().isEmpty())
            .thenComparing(BY_KEY)
            .thenComparing(
                    Comparator.comparing((SpecifiedEntry one) -> one.entry().id(), VersionOrder.OLDEST_FIRST)
                            .reversed());
}
