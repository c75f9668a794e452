package htg.testvm.run;

import htg.common.DataSize;
import htg.testvm.fault.Contents;
import htg.testvm.fault.Patch;
import htg.testvm.qemu.DiskPlan;
import htg.testvm.qemu.DiskPlan.NewPool;
import htg.testvm.qemu.Programs;
import htg.testvm.stick.StickParts;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.List;
import java.util.UUID;
import java.util.function.UnaryOperator;
import java.util.zip.CRC32C;

/** Those of a btrfs, by its first superblock (btrfs on-disk format). */
record BtrfsLookalikes(StickParts stick, Contents contents) implements Lookalikes {
    /** A little more than the least that {@code mkfs.btrfs} wants. */
    private static final DataSize POOL_SIZE = DataSize.ofMebibytes(128);

    private static final UUID POOL_ID = UUID.fromString("5a3e1c77-0b5d-4f7e-9d3a-7e16b0a8c0de");

    /** Where the superblock is, how long it is, and where its identity is. */
    private static final long SUPERBLOCK = 64 << 10;

    private static final int SUPERBLOCK_LENGTH = 4096;
    private static final int CHECKSUM_LENGTH = 32;
    private static final int FSID = 32;

    /** The address of the tree of roots, in the superblock. */
    private static final int ROOT = 80;

    @Override
    public List<Patch> foreign() throws IOException {
        return List.of(superblock(BtrfsLookalikes::foreign));
    }

    @Override
    public List<Patch> damaged() throws IOException {
        return List.of(superblock(BtrfsLookalikes::damaged));
    }

    @Override
    public DiskPlan sameName(String file) {
        return pool(file, stick.poolName());
    }

    @Override
    public List<Patch> sameNamePatches() {
        return List.of();
    }

    @Override
    public void requireForSameName() {
        requireTools();
    }

    /** A disk with a sound btrfs of this name, and nothing in it to start. */
    static DiskPlan pool(String file, String name) {
        return DiskPlan.empty(file, POOL_SIZE).withPool(new NewPool(POOL_ID, name));
    }

    /**
     * Insists on what it takes to make one.
     *
     * @throws htg.common.HtgException when a program is not installed
     */
    static void requireTools() {
        Programs.administrators(Programs.MKFS_BTRFS);
    }

    private Patch superblock(UnaryOperator<byte[]> change) throws IOException {
        long offset = stick.pool().offset() + SUPERBLOCK;
        return new Patch("superblock.bin", offset, change.apply(contents.read(offset, SUPERBLOCK_LENGTH)));
    }

    /** A superblock that leads nowhere, which only its checksum tells. */
    private static byte[] damaged(byte[] superblock) {
        superblock[ROOT] = (byte) ~superblock[ROOT];
        return superblock;
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
}
