package htg.fsimage.iso;

import htg.fsimage.volume.CorruptFileSystemException;
import htg.fsimage.volume.Structure;
import java.util.Locale;

/**
 * Something that firmware may start (El Torito 1.0, 2.2 and 2.4; UEFI 2.10, 13.3.2.1).
 *
 * @param platform whose firmware
 * @param medium what the firmware shows it as
 * @param bootable whether it may be started at all
 * @param offset where it begins, in bytes from the start of the volume
 * @param size bytes of it: of a floppy those of the medium; of all else what the firmware is told to load, and up to the end of the volume
 *     where an entry for UEFI says no size, or the largest that it can say
 * @param loadSegment where a BIOS loads it, 0 for 0x7C0
 */
public record BootEntry(Platform platform, Medium medium, boolean bootable, long offset, long size, int loadSegment) {
    private static final int VIRTUAL_SECTOR = 512;

    /** Whose firmware starts it. */
    public enum Platform {
        BIOS(0),
        POWER_PC(1),
        MACINTOSH(2),
        UEFI(0xEF),
        OTHER(-1);

        private final int code;

        Platform(int code) {
            this.code = code;
        }

        static Platform of(int code) {
            for (Platform platform : values()) {
                if (platform.code == code) {
                    return platform;
                }
            }
            return OTHER;
        }
    }

    /** What firmware shows it as. */
    public enum Medium {
        NO_EMULATION(0, 0),
        FLOPPY_1200(1, 1200 << 10),
        FLOPPY_1440(2, 1440 << 10),
        FLOPPY_2880(3, 2880 << 10),
        HARD_DISK(4, 0),
        OTHER(-1, 0);

        private final int code;
        private final int bytes;

        Medium(int code, int bytes) {
            this.code = code;
            this.bytes = bytes;
        }

        static Medium of(int code) {
            for (Medium medium : values()) {
                if (medium.code == (code & 0xF)) {
                    return medium;
                }
            }
            return OTHER;
        }
    }

    static BootEntry of(Structure entry, Platform platform, long volume) throws CorruptFileSystemException {
        Medium medium = Medium.of(entry.u8(1));
        long offset = entry.u32(8) * Disc.SECTOR;
        int sectors = entry.u16(6);
        entry.require(offset < volume, "what it starts leaves the volume");
        long size = medium.bytes > 0 ? medium.bytes : (long) sectors * VIRTUAL_SECTOR;
        boolean open = platform == Platform.UEFI && medium.bytes == 0 && (sectors <= 1 || sectors == 0xFFFF);
        return new BootEntry(
                platform, medium, entry.u8(0) == 0x88, offset, open ? volume - offset : size, entry.u16(2));
    }

    /** For people, such as {@code UEFI, no emulation, 2880 KB at byte 43008}. */
    public String text() {
        return platform.name().replace('_', ' ')
                + ", "
                + medium.name().toLowerCase(Locale.ROOT).replace('_', ' ')
                + ", "
                + size
                + " bytes at byte "
                + offset
                + (bootable ? "" : ", not bootable");
    }
}
