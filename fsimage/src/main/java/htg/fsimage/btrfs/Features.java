package htg.fsimage.btrfs;

import htg.fsimage.volume.UnsupportedFormatException;
import java.util.ArrayList;
import java.util.List;

/** The incompatible features, by the names that btrfs-progs and sysfs have for them. */
final class Features {
    static final long METADATA_UUID = 1 << 10;

    /** By bit; an empty name is one that nothing uses. */
    private static final List<String> NAMES = List.of(
            "mixed-backref",
            "default-subvol",
            "mixed-bg",
            "compress-lzo",
            "compress-zstd",
            "big-metadata",
            "extref",
            "raid56",
            "skinny-metadata",
            "no-holes",
            "metadata-uuid",
            "raid1c34",
            "zoned",
            "extent-tree-v2",
            "raid-stripe-tree",
            "",
            "squota");

    private static final List<String> REFUSED = List.of("zoned", "extent-tree-v2", "raid-stripe-tree");

    private Features() {}

    /** The names of what is set. */
    static List<String> names(long flags) {
        List<String> names = new ArrayList<>();
        for (int bit = 0; bit < 64; bit++) {
            if (((flags >>> bit) & 1) != 0) {
                names.add(name(bit));
            }
        }
        return names;
    }

    private static String name(int bit) {
        return bit < NAMES.size() && !NAMES.get(bit).isEmpty() ? NAMES.get(bit) : "unknown feature bit " + bit;
    }

    /** Throws when a feature is set without which everything would be misread. */
    static void requireKnown(long flags) throws UnsupportedFormatException {
        for (String name : names(flags)) {
            if (REFUSED.contains(name) || name.startsWith("unknown")) {
                throw new UnsupportedFormatException("the btrfs file system uses " + name + ", which is not read");
            }
        }
    }
}
