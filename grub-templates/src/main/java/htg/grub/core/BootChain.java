package htg.grub.core;

import htg.common.ExitCode;
import htg.common.HtgException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Arrays;
import java.util.Optional;

/** Reads back what a BIOS will start, and proves that each step leads to the next. */
public final class BootChain {
    private static final String HINT = "The image is not usable; report this with the build's log.";

    private BootChain() {}

    /**
     * Follows the chain: boot sector, first sector of the core image, block list, rest of the core image.
     *
     * @param mbr the disk's first 512 bytes
     * @param biosBootPartition the partition's bytes
     * @param partitionSector where it begins, in sectors of 512 bytes
     * @param coreImage what {@code grub-mkimage} made, as it was before its block list was filled in
     * @throws HtgException {@link ExitCode#VERIFICATION} when a step does not lead to the next, or leads to other bytes
     */
    public static void verify(byte[] mbr, byte[] biosBootPartition, long partitionSector, byte[] coreImage) {
        ByteBuffer boot = ByteBuffer.wrap(mbr).order(ByteOrder.LITTLE_ENDIAN);
        require(mbr.length == 512 && boot.getShort(510) == (short) 0xAA55, "there is no boot sector");
        require(boot.get(BiosBootCode.BOOT_DRIVE) == (byte) 0xFF, "the boot sector names a fixed drive");
        long first = boot.getLong(BiosBootCode.KERNEL_SECTOR);
        require(
                first == partitionSector,
                "the boot sector loads sector " + first + ", and the BIOS boot partition begins" + " at "
                        + partitionSector);
        int sectors = (coreImage.length + BiosBootCode.SECTOR - 1) / BiosBootCode.SECTOR;
        require(
                (long) sectors * BiosBootCode.SECTOR <= biosBootPartition.length,
                "the core image leaves its partition");
        verifyBlockList(ByteBuffer.wrap(biosBootPartition).order(ByteOrder.LITTLE_ENDIAN), first, sectors);
        verifyContent(biosBootPartition, coreImage);
    }

    /**
     * What keeps a BIOS from reaching a core image; empty when boot sector and core image lead to each other. What the core
     * image is, is not looked at.
     *
     * @param mbr the disk's first 512 bytes
     * @param biosBootPartition the partition's first bytes, at least one sector
     * @param partitionSector where it begins, in sectors of 512 bytes
     */
    public static Optional<String> fault(byte[] mbr, byte[] biosBootPartition, long partitionSector) {
        ByteBuffer boot = ByteBuffer.wrap(mbr).order(ByteOrder.LITTLE_ENDIAN);
        if (mbr.length != BiosBootCode.SECTOR || boot.getShort(510) != (short) 0xAA55 || boot.getShort(0) == 0) {
            return Optional.of("there is no boot code for a BIOS");
        }
        ByteBuffer core = ByteBuffer.wrap(biosBootPartition).order(ByteOrder.LITTLE_ENDIAN);
        boolean led = boot.getLong(BiosBootCode.KERNEL_SECTOR) == partitionSector
                && core.capacity() >= BiosBootCode.SECTOR
                && core.getLong(BiosBootCode.BLOCK_LIST) == partitionSector + 1;
        return led ? Optional.empty() : Optional.of("the boot code for a BIOS does not lead to GRUB");
    }

    private static void verifyBlockList(ByteBuffer core, long first, int sectors) {
        int at = BiosBootCode.BLOCK_LIST;
        long start = core.getLong(at);
        int count = Short.toUnsignedInt(core.getShort(at + 8));
        int segment = Short.toUnsignedInt(core.getShort(at + 10));
        require(start == first + 1, "the block list begins at sector " + start + " instead of " + (first + 1));
        require(count == sectors - 1, "the block list has " + count + " sectors instead of " + (sectors - 1));
        require(segment == BiosBootCode.LOAD_SEGMENT, "the core image is loaded to segment " + segment);
        require(core.getShort(at - 12 + 8) == 0, "the block list does not end");
    }

    private static void verifyContent(byte[] partition, byte[] coreImage) {
        int list = BiosBootCode.BLOCK_LIST;
        boolean same = Arrays.equals(partition, 0, list, coreImage, 0, list)
                && Arrays.equals(
                        partition,
                        BiosBootCode.SECTOR,
                        coreImage.length,
                        coreImage,
                        BiosBootCode.SECTOR,
                        coreImage.length);
        require(same, "the BIOS boot partition does not hold this core image");
    }

    private static void require(boolean fine, String fault) {
        if (!fine) {
            throw new HtgException(ExitCode.VERIFICATION, "The image would not start on a BIOS: " + fault, HINT);
        }
    }
}
