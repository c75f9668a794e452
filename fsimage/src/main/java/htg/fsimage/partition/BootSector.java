package htg.fsimage.partition;

import htg.fsimage.volume.LittleEndian;
import htg.fsimage.volume.Volume;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/** Tells the first sector of a file system from a master boot record: both end in 55 AA. */
final class BootSector {
    private BootSector() {}

    /** Whether a FAT, NTFS or exFAT begins here. */
    static boolean isFileSystem(Volume disk) throws IOException {
        byte[] raw = disk.read(0, Mbr.SECTOR);
        LittleEndian fields = LittleEndian.of(raw);
        boolean jumps = fields.u8(0) == 0xE9 || (fields.u8(0) == 0xEB && fields.u8(2) == 0x90);
        return jumps && (names(raw, "NTFS    ") || names(raw, "EXFAT   ") || isFat(fields));
    }

    private static boolean names(byte[] raw, String system) {
        byte[] name = system.getBytes(StandardCharsets.US_ASCII);
        return Arrays.equals(raw, 3, 3 + name.length, name, 0, name.length);
    }

    /** Whether the BIOS parameter block has values that a FAT may have. */
    private static boolean isFat(LittleEndian fields) {
        int sector = fields.u16(11);
        int cluster = fields.u8(13);
        int media = fields.u8(21);
        boolean geometry = Integer.bitCount(sector) == 1
                && sector >= 512
                && sector <= 4096
                && Integer.bitCount(cluster) == 1
                && fields.u16(14) > 0
                && fields.u8(16) >= 1
                && fields.u8(16) <= 4;
        return geometry && (media == 0xF0 || media >= 0xF8) && (fields.u16(19) > 0 || fields.u32(32) > 0);
    }
}
