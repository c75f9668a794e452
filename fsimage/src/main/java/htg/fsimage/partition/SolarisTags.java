package htg.fsimage.partition;

import java.util.List;

/** What the tags of Solaris slices stand for. */
final class SolarisTags {
    /** The slice that is all of the disk or partition. */
    static final int BACKUP = 5;

    private static final List<String> WORDS = List.of(
            "unassigned",
            "boot",
            "root",
            "swap",
            "usr",
            "backup",
            "stand",
            "var",
            "home",
            "alternates",
            "cache",
            "reserved",
            "system");

    private SolarisTags() {}

    static String words(int tag) {
        return tag < WORDS.size() ? "Solaris " + WORDS.get(tag) : linux(tag);
    }

    private static String linux(int tag) {
        return switch (tag) {
            case 0x82 -> "Linux swap";
            case 0x83 -> "Linux";
            case 0x8E -> "Linux LVM";
            case 0xFD -> "Linux RAID";
            default -> "Tag 0x%02x".formatted(tag);
        };
    }

    static String id(int tag) {
        return "0x%02x".formatted(tag);
    }
}
