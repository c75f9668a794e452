package htg.testvm.run;

import htg.common.DataSize;
import htg.testvm.fault.Contents;
import htg.testvm.fault.Neighbour;
import htg.testvm.fault.Patch;
import htg.testvm.fault.Place.Part;
import htg.testvm.qemu.DiskPlan;
import htg.testvm.qemu.DiskPlan.NewPool;
import htg.testvm.qemu.Programs;
import htg.testvm.qemu.StickImage;
import htg.testvm.stick.StickParts;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.zip.CRC32C;

/** What is on the other disks of a machine. */
final class NeighbourDisks {
    private static final String FILE = "neighbour.qcow2";
    private static final DataSize SMALL = DataSize.ofMebibytes(64);

    /** A little more than the least that {@code mkfs.btrfs} wants. */
    private static final DataSize POOL_SIZE = DataSize.ofMebibytes(128);

    private static final UUID POOL_ID = UUID.fromString("5a3e1c77-0b5d-4f7e-9d3a-7e16b0a8c0de");
    private static final int SECTOR = 512;

    /** Where a btrfs keeps its first superblock, how long it is, and where its identity is (btrfs on-disk format). */
    private static final long SUPERBLOCK = 64 << 10;

    private static final int SUPERBLOCK_LENGTH = 4096;
    private static final int CHECKSUM_LENGTH = 32;
    private static final int FSID = 32;

    private NeighbourDisks() {}

    /** The disk that {@code neighbour} is; empty when the stick is alone. Its overwrites come separately. */
    static Optional<DiskPlan> disk(Neighbour neighbour, StickImage image) {
        return switch (neighbour) {
            case ALONE -> Optional.empty();
            case BLANK, WINDOWS -> Optional.of(DiskPlan.empty(FILE, SMALL));
            case SAME_NAME_POOL ->
                Optional.of(DiskPlan.empty(FILE, POOL_SIZE).withPool(new NewPool(POOL_ID, label(image))));
            case FOREIGN_POOL, TWIN ->
                Optional.of(DiskPlan.over(image, image.size()).named(FILE));
        };
    }

    /**
     * Insists on what it takes to make the disk.
     *
     * @throws htg.common.HtgException when the image is no stick whose pool the disk's could be like, or a program is not
     *     installed
     */
    static void require(Neighbour neighbour, StickImage image) {
        switch (neighbour) {
            case SAME_NAME_POOL -> {
                StickParts.of(image);
                Programs.administrators(Programs.MKFS_BTRFS);
            }
            case FOREIGN_POOL -> StickParts.of(image);
            case ALONE, BLANK, WINDOWS, TWIN -> {}
        }
    }

    private static String label(StickImage image) {
        return StickParts.of(image).superblocks().superblock().label();
    }

    /** What is written over it. */
    static List<Patch> patches(Neighbour neighbour, Contents image) throws IOException {
        return switch (neighbour) {
            case ALONE, BLANK, SAME_NAME_POOL, TWIN -> List.of();
            case WINDOWS -> List.of(new Patch("windows-mbr.bin", 0, mbr()), new Patch("ntfs.bin", 1 << 20, ntfs()));
            case FOREIGN_POOL -> {
                long offset = image.start(Part.POOL) + SUPERBLOCK;
                yield List.of(new Patch("superblock.bin", offset, foreign(image.read(offset, SUPERBLOCK_LENGTH))));
            }
        };
    }

    /** The superblock with another identity, and a checksum that is right again. */
    private static byte[] foreign(byte[] superblock) {
        for (int i = FSID; i < FSID + 16; i++) {
            superblock[i] = (byte) ~superblock[i];
        }
        CRC32C checksum = new CRC32C();
        checksum.update(superblock, CHECKSUM_LENGTH, SUPERBLOCK_LENGTH - CHECKSUM_LENGTH);
        ByteBuffer.wrap(superblock).order(ByteOrder.LITTLE_ENDIAN).putInt(0, (int) checksum.getValue());
        return superblock;
    }

    /** A partition table with one active partition of type 7 from the first mebibyte to the end. */
    private static byte[] mbr() {
        ByteBuffer sector = ByteBuffer.allocate(SECTOR).order(ByteOrder.LITTLE_ENDIAN);
        sector.put(446, (byte) 0x80).put(450, (byte) 7);
        sector.putInt(454, 2048).putInt(458, (int) (SMALL.bytes() / SECTOR) - 2048);
        return sector.putShort(510, (short) 0xAA55).array();
    }

    /** The start of an NTFS boot sector. */
    private static byte[] ntfs() {
        ByteBuffer sector = ByteBuffer.allocate(SECTOR).order(ByteOrder.LITTLE_ENDIAN);
        sector.put(0, new byte[] {(byte) 0xEB, 0x52, (byte) 0x90})
                .put(3, "NTFS    ".getBytes(StandardCharsets.US_ASCII));
        sector.putShort(11, (short) SECTOR).put(13, (byte) 8).put(21, (byte) 0xF8);
        return sector.putShort(510, (short) 0xAA55).array();
    }
}
