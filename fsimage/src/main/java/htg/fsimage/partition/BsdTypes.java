package htg.fsimage.partition;

import java.util.Map;

/** What the type numbers in disklabels stand for. */
final class BsdTypes {
    private static final Map<Integer, String> WORDS = Map.ofEntries(
            Map.entry(1, "swap"),
            Map.entry(7, "BSD fast file system"),
            Map.entry(8, "MS-DOS"),
            Map.entry(9, "BSD log-structured file system"),
            Map.entry(10, "other"),
            Map.entry(11, "HPFS"),
            Map.entry(12, "ISO 9660"),
            Map.entry(13, "boot"),
            Map.entry(14, "vinum"),
            Map.entry(15, "HFS"),
            Map.entry(17, "Linux ext"),
            Map.entry(18, "NTFS"),
            Map.entry(19, "RAID"),
            Map.entry(20, "ccd"),
            Map.entry(21, "JFS"),
            Map.entry(22, "HAMMER"),
            Map.entry(27, "ZFS"));

    private BsdTypes() {}

    static String words(int type) {
        return WORDS.getOrDefault(type, "Type " + type);
    }
}
