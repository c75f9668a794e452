package htg.grub.core;

import htg.common.ExitCode;
import htg.common.HtgException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Arrays;

/**
 * GRUB's boot sector and core image made ready for their places on a disk, as {@code grub-bios-setup} does it
 * (util/setup.c, grub-core/boot/i386/pc/boot.S and diskboot.S of GRUB 2.06 and 2.12), but on bytes, without a device.
 *
 * <p>The boot sector loads one sector, the core image's first; that one (diskboot) loads the rest by a block list at its
 * own end. Here the core image is one run of sectors in the BIOS boot partition, so the list has one entry.
 */
public final class BiosBootCode {
    /** Bytes before the disk signature. */
    public static final int BOOT_CODE_SIZE = 440;

    /** GRUB on BIOS knows no other. */
    public static final int SECTOR = 512;

    /** boot.S: 64-bit sector of diskboot. */
    static final int KERNEL_SECTOR = 0x5C;

    /** boot.S: boot drive, FF for the one that the BIOS names in DL. */
    static final int BOOT_DRIVE = 0x64;

    /** boot.S: a short jump over the check of DL. */
    static final int DRIVE_CHECK = 0x66;

    /** diskboot.S: 64-bit start sector, 16-bit count, 16-bit segment; the list grows downwards from here. */
    static final int BLOCK_LIST = SECTOR - 12;

    /** diskboot.S: where the second sector is loaded: 0x8000 (its own address) + 512, as a segment. */
    static final int LOAD_SEGMENT = 0x820;

    /** From the load address to GRUB's real-mode scratch area at 0x68000; real images have about 300 sectors. */
    private static final int MOST_SECTORS = (0x68000 - 0x8000) / SECTOR;

    private static final int JUMP_SHORT = 0xEB;
    private static final int NOP = 0x90;

    private final byte[] bootCode;
    private final byte[] core;

    private BiosBootCode(byte[] bootCode, byte[] core) {
        this.bootCode = bootCode;
        this.core = core;
    }

    /** What the boot sector makes of the drive number that the BIOS hands over. */
    public enum DriveCheck {
        /**
         * Numbers that cannot be a hard disk's become 0x80, as {@code grub-install} sets it up for hard disks: some BIOSes
         * pass nonsense, and a stick with a partition table is a hard disk to a BIOS.
         */
        HARD_DISK,
        /** The number is taken as it is, as on {@code grub-mkrescue} media: boots also as a floppy. */
        AS_GIVEN
    }

    /**
     * Patches boot sector and core image for their places.
     *
     * @param bootImage GRUB's {@code boot.img}, 512 bytes
     * @param coreImage what {@code grub-mkimage} made
     * @param coreSector where the core image will begin, in sectors of 512 bytes from the start of the disk
     * @param room size of the BIOS boot partition in bytes
     * @throws HtgException when an image is not what this code knows, or does not fit
     */
    public static BiosBootCode embed(
            byte[] bootImage, byte[] coreImage, long coreSector, long room, DriveCheck driveCheck) {
        if (coreSector < 1) {
            throw new IllegalArgumentException("the core image cannot begin at sector " + coreSector);
        }
        requireKnownBootImage(bootImage);
        requireKnownCoreImage(coreImage, room);
        return new BiosBootCode(patchBoot(bootImage, coreSector, driveCheck), patchCore(coreImage, coreSector));
    }

    /** Sectors that the core image takes. */
    public int coreSectors() {
        return core.length / SECTOR;
    }

    /** 440 bytes for the start of the disk; disk signature and partition table behind them stay as they are. */
    public byte[] bootCode() {
        return bootCode.clone();
    }

    /** What the BIOS boot partition begins with, a whole number of sectors. */
    public byte[] core() {
        return core.clone();
    }

    private static byte[] patchBoot(byte[] bootImage, long coreSector, DriveCheck driveCheck) {
        ByteBuffer boot =
                ByteBuffer.wrap(Arrays.copyOf(bootImage, BOOT_CODE_SIZE)).order(ByteOrder.LITTLE_ENDIAN);
        boot.putLong(KERNEL_SECTOR, coreSector);
        boot.put(BOOT_DRIVE, (byte) 0xFF);
        if (driveCheck == DriveCheck.HARD_DISK) {
            boot.put(DRIVE_CHECK, (byte) NOP).put(DRIVE_CHECK + 1, (byte) NOP);
        }
        return boot.array();
    }

    private static byte[] patchCore(byte[] coreImage, long coreSector) {
        int sectors = (coreImage.length + SECTOR - 1) / SECTOR;
        ByteBuffer core =
                ByteBuffer.wrap(Arrays.copyOf(coreImage, sectors * SECTOR)).order(ByteOrder.LITTLE_ENDIAN);
        core.putLong(BLOCK_LIST, coreSector + 1);
        core.putShort(BLOCK_LIST + 8, (short) (sectors - 1));
        core.putShort(BLOCK_LIST + 10, (short) LOAD_SEGMENT);
        return core.array();
    }

    private static void requireKnownBootImage(byte[] image) {
        boolean known = image.length == SECTOR
                && Byte.toUnsignedInt(image[0]) == JUMP_SHORT
                && Byte.toUnsignedInt(image[DRIVE_CHECK]) == JUMP_SHORT
                && image[SECTOR - 2] == 0x55
                && Byte.toUnsignedInt(image[SECTOR - 1]) == 0xAA;
        if (!known) {
            throw unknown("boot.img");
        }
    }

    private static void requireKnownCoreImage(byte[] image, long room) {
        if (image.length <= SECTOR) {
            throw unknown("core image");
        }
        ByteBuffer first = ByteBuffer.wrap(image).order(ByteOrder.LITTLE_ENDIAN);
        boolean oneRun = Short.toUnsignedInt(first.getShort(BLOCK_LIST + 10)) == LOAD_SEGMENT
                && first.getShort(BLOCK_LIST - 12 + 8) == 0;
        if (!oneRun) {
            throw unknown("core image");
        }
        long sectors = (image.length + SECTOR - 1L) / SECTOR;
        if (sectors * SECTOR > room || sectors > MOST_SECTORS) {
            throw new HtgException(
                    ExitCode.FAILED,
                    "GRUB's core image of " + image.length + " bytes does not fit: the BIOS boot partition has " + room
                            + " bytes, and GRUB loads at most " + MOST_SECTORS * SECTOR,
                    "Report this: htg's list of GRUB modules has grown too long.");
        }
    }

    private static HtgException unknown(String what) {
        return new HtgException(
                ExitCode.ENVIRONMENT,
                "GRUB's " + what + " is laid out as htg does not know it",
                "htg knows GRUB 2.06 to 2.12; build with a Debian release that has one of these.");
    }
}
