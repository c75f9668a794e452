package htg.testvm.run;

import htg.common.DataSize;
import htg.testvm.cell.Cell;
import htg.testvm.fault.Contents;
import htg.testvm.fault.DiskContent;
import htg.testvm.fault.Neighbour;
import htg.testvm.fault.Patch;
import htg.testvm.qemu.DiskPlan;
import htg.testvm.qemu.StickImage;
import htg.testvm.stick.StickParts;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;

/**
 * The other disks of a machine, made to fit the image under test.
 *
 * @param lookalikes of its root pool; asked for only where there are some, for not every image is a stick
 */
record NeighbourDisks(StickImage image, Supplier<Lookalikes> lookalikes) {
    private static final DataSize SMALL = DataSize.ofMebibytes(64);

    private static final long ZFS_GUID = 0x5A3E1C770B5D4F7EL;
    private static final String FOREIGN_NAME = "tank";
    private static final int SECTOR = 512;

    private static final long BLOCK = 992 << 10;
    private static final int BLOCK_LENGTH = 1024;
    private static final String TOKEN = "7e16b0a8c0de5a3e";
    private static final String OTHER_TOKEN = "0b5d4f7e9d3a1c77";

    /** The one that both halves had when they were together. */
    private static final String PAST = "\nhtg_past=5ca1ab1e0ddba115";

    static NeighbourDisks of(StickImage image, Contents contents) {
        return new NeighbourDisks(image, () -> {
            StickParts stick = StickParts.of(image);
            return switch (stick.poolType()) {
                case BTRFS -> new BtrfsLookalikes(stick, contents);
                case ZFS -> new ZfsLookalikes(stick, contents);
            };
        });
    }

    /** Those that {@code neighbour} is. */
    List<NeighbourDisk> of(Neighbour neighbour) throws IOException {
        List<NeighbourDisk> disks = new ArrayList<>();
        for (DiskContent content : neighbour.disks()) {
            String file = "neighbour" + disks.size() + ".qcow2";
            disks.add(
                    new NeighbourDisk(plan(content, file), patches(content), neighbour.seat(), neighbour.condition()));
        }
        return List.copyOf(disks);
    }

    private DiskPlan plan(DiskContent content, String file) {
        return switch (content) {
            case BLANK, WINDOWS, FOREIGN_ZPOOL, SAME_NAME_ZPOOL -> DiskPlan.empty(file, SMALL);
            case FOREIGN_BTRFS -> BtrfsLookalikes.pool(file, FOREIGN_NAME);
            case SAME_NAME_POOL -> lookalikes.get().sameName(file);
            case FOREIGN_POOL, TWIN, USED_TWIN, DAMAGED_TWIN ->
                DiskPlan.over(image, image.size()).named(file);
        };
    }

    /**
     * Insists on what it takes to make them.
     *
     * @throws htg.common.HtgException when the image is no stick whose pool a disk's could be like, or a program is not
     *     installed
     */
    void require(Neighbour neighbour) {
        neighbour.disks().forEach(this::require);
    }

    private void require(DiskContent content) {
        switch (content) {
            case SAME_NAME_POOL -> lookalikes.get().requireForSameName();
            case FOREIGN_BTRFS -> BtrfsLookalikes.requireTools();
            case FOREIGN_POOL, DAMAGED_TWIN, SAME_NAME_ZPOOL -> StickParts.of(image);
            case BLANK, WINDOWS, FOREIGN_ZPOOL, TWIN, USED_TWIN -> {}
        }
    }

    /** What is written over it. */
    List<Patch> patches(DiskContent content) throws IOException {
        return switch (content) {
            case BLANK, FOREIGN_BTRFS, TWIN -> List.of();
            case WINDOWS -> List.of(new Patch("windows-mbr.bin", 0, mbr()), new Patch("ntfs.bin", 1 << 20, ntfs()));
            case FOREIGN_ZPOOL -> new ZfsLabels(FOREIGN_NAME, ZFS_GUID).patches(SMALL);
            case SAME_NAME_ZPOOL -> new ZfsLabels(StickParts.of(image).poolName(), ZFS_GUID).patches(SMALL);
            case USED_TWIN -> List.of(token("other-token.bin", OTHER_TOKEN));
            case FOREIGN_POOL -> lookalikes.get().foreign();
            case DAMAGED_TWIN -> lookalikes.get().damaged();
            case SAME_NAME_POOL -> lookalikes.get().sameNamePatches();
        };
    }

    /** What is written over the stick, so that it is not the disk that the neighbour is, or does not go with the other half. */
    static List<Patch> stickPatches(Cell cell) {
        if (cell.half().isApart()) {
            return List.of(token("token.bin", TOKEN + PAST));
        }
        return cell.neighbour() == Neighbour.USED_TWIN ? List.of(token("token.bin", TOKEN)) : List.of();
    }

    /** What is written over the other half of a mirror. */
    static List<Patch> otherHalfPatches(Cell cell) {
        return cell.half().isApart() ? List.of(token("half-token.bin", OTHER_TOKEN + PAST)) : stickPatches(cell);
    }

    /** What GRUB would pass on to the kernel from there. */
    static String kernelArguments(Cell cell) {
        return stickPatches(cell).isEmpty() ? "" : "htg.stick=" + TOKEN;
    }

    /** GRUB's environment block in front of the first partition: see htg-boot(7). */
    private static Patch token(String file, String token) {
        String text = "# GRUB Environment Block\nhtg_stick=" + token + "\n";
        String block = text + "#".repeat(BLOCK_LENGTH - text.length());
        return new Patch(file, BLOCK, block.getBytes(StandardCharsets.US_ASCII));
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
