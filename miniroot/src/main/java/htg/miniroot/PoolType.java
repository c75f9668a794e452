package htg.miniroot;

import java.util.Locale;

/** The kinds of root pool that a trampoline can start from; lists of drivers and tools have their names. */
public enum PoolType {
    BTRFS,
    ZFS;

    /** As in {@code btrfs.list}. */
    String word() {
        return name().toLowerCase(Locale.ROOT);
    }
}
