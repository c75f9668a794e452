package htg.fsimage.partition;

import java.util.Map;

/** What type bytes of an MBR stand for. */
final class MbrTypes {
    static final int SOLARIS_OLD = 0x82;
    static final int SOLARIS = 0xBF;
    static final int FREEBSD = 0xA5;
    static final int OPENBSD = 0xA6;
    static final int NETBSD = 0xA9;

    private static final Map<Integer, String> WORDS = Map.ofEntries(
            Map.entry(0x01, "FAT12"),
            Map.entry(0x04, "FAT16"),
            Map.entry(0x05, "Extended"),
            Map.entry(0x06, "FAT16"),
            Map.entry(0x07, "NTFS or exFAT"),
            Map.entry(0x0B, "FAT32"),
            Map.entry(0x0C, "FAT32 (LBA)"),
            Map.entry(0x0E, "FAT16 (LBA)"),
            Map.entry(0x0F, "Extended (LBA)"),
            Map.entry(0x11, "Hidden FAT12"),
            Map.entry(0x12, "Diagnostics"),
            Map.entry(0x14, "Hidden FAT16"),
            Map.entry(0x16, "Hidden FAT16"),
            Map.entry(0x17, "Hidden NTFS"),
            Map.entry(0x1B, "Hidden FAT32"),
            Map.entry(0x1C, "Hidden FAT32 (LBA)"),
            Map.entry(0x1E, "Hidden FAT16 (LBA)"),
            Map.entry(0x27, "Windows recovery"),
            Map.entry(0x39, "Plan 9"),
            Map.entry(0x41, "PowerPC PReP boot"),
            Map.entry(0x42, "Windows dynamic disk"),
            Map.entry(0x63, "GNU Hurd or System V"),
            Map.entry(0x6C, "DragonFly BSD"),
            Map.entry(0x80, "Minix"),
            Map.entry(0x81, "Minix"),
            Map.entry(0x82, "Linux swap"),
            Map.entry(0x83, "Linux"),
            Map.entry(0x85, "Linux extended"),
            Map.entry(0x88, "Linux plain text"),
            Map.entry(0x8E, "Linux LVM"),
            Map.entry(0xA5, "FreeBSD"),
            Map.entry(0xA6, "OpenBSD"),
            Map.entry(0xA8, "Darwin UFS"),
            Map.entry(0xA9, "NetBSD"),
            Map.entry(0xAB, "Darwin boot"),
            Map.entry(0xAF, "HFS or HFS+"),
            Map.entry(0xBE, "Solaris boot"),
            Map.entry(0xBF, "Solaris"),
            Map.entry(0xCD, "ISO 9660 (isohybrid)"),
            Map.entry(0xDA, "Data"),
            Map.entry(0xDE, "Dell utility"),
            Map.entry(0xEA, "Boot loader specification"),
            Map.entry(0xEB, "BeOS or Haiku"),
            Map.entry(0xEE, "GPT protection"),
            Map.entry(0xEF, "EFI system partition"),
            Map.entry(0xFB, "VMware VMFS"),
            Map.entry(0xFC, "VMware core"),
            Map.entry(0xFD, "Linux RAID"));

    private MbrTypes() {}

    static String words(int type) {
        return WORDS.getOrDefault(type, "Type 0x%02x".formatted(type));
    }

    static boolean isExtended(int type) {
        return type == 0x05 || type == 0x0F || type == 0x85;
    }
}
