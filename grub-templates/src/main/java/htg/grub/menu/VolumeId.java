package htg.grub.menu;

import java.util.Locale;

/**
 * The serial number of the boot partition's FAT file system, by which GRUB finds it wherever the firmware has put the
 * stick.
 *
 * @param value all 32 bits; not 0, which is what a volume without a serial number has
 */
public record VolumeId(int value) {
    public VolumeId {
        if (value == 0) {
            throw new IllegalArgumentException("a volume id is not zero");
        }
    }

    /** As GRUB, blkid and {@code /dev/disk/by-uuid} write it: {@code 1A2B-3C4D}. */
    public String asUuid() {
        return String.format(Locale.ROOT, "%04X-%04X", value >>> 16, value & 0xFFFF);
    }

    /** As {@code mkfs.vfat -i} takes it: {@code 1a2b3c4d}. */
    public String asMkfsArgument() {
        return String.format(Locale.ROOT, "%08x", value);
    }
}
