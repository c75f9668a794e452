package htg.testvm.stick;

import htg.fsimage.btrfs.BtrfsSuperblock;
import htg.fsimage.volume.Extent;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.List;
import java.util.zip.CRC32C;

/** Ways to break a btrfs (btrfs on-disk format, as in {@code kernel-shared/uapi/btrfs_tree.h} of btrfs-progs). */
final class PoolDamage {
    private static final int CHECKSUM_FIELD = 32;
    private static final int FSID = 0x20;
    private static final int ROOT_TREE = 0x50;
    private static final int CHUNK_TREE = 0x58;
    private static final int SYSTEM_CHUNKS_SIZE = 0xA0;
    private static final int SYSTEM_CHUNKS = 0x32B;
    private static final int NODE_HEADER = 101;
    private static final int ITEM_COUNT = 96;
    private static final int ITEM = 25;
    private static final int KEY = 17;
    private static final int CHUNK_KEY_TYPE = 228;
    private static final int STRIPE_COUNT = 44;
    private static final int STRIPES = 48;
    private static final int STRIPE = 32;

    private final StickCopy copy;
    private final Extent pool;
    private final BtrfsSuperblock superblock;
    private final ByteBuffer fields;

    private PoolDamage(StickCopy copy) {
        this.copy = copy;
        pool = copy.parts().pool();
        superblock = copy.parts().superblocks().copies().get(0);
        fields = fields(pool.offset() + superblock.position(), BtrfsSuperblock.SIZE);
    }

    /** Zeroes the superblock by which the kernel mounts. */
    static void firstSuperblock(StickCopy copy) {
        new PoolDamage(copy).zeroSuperblocks(1);
    }

    static void allSuperblocks(StickCopy copy) {
        new PoolDamage(copy).zeroSuperblocks(Integer.MAX_VALUE);
    }

    /** Gives the pool another UUID, in superblocks that are sound. */
    static void otherId(StickCopy copy) {
        new PoolDamage(copy).changeId();
    }

    /** Zeroes each copy of the chunk tree's root node. */
    static void chunkTree(StickCopy copy) {
        PoolDamage damage = new PoolDamage(copy);
        damage.zeroNode(damage.fields.getLong(CHUNK_TREE), damage.systemChunks());
    }

    /** Zeroes each copy of the root tree's root node. */
    static void rootTree(StickCopy copy) {
        PoolDamage damage = new PoolDamage(copy);
        damage.zeroNode(damage.fields.getLong(ROOT_TREE), damage.allChunks());
    }

    /**
     * A range of the file system's own addresses, and where its copies are on the device.
     *
     * @param stripes starts, in bytes from the start of the pool
     */
    private record Chunk(long start, long length, List<Long> stripes) {
        static Chunk parse(ByteBuffer bytes, long start, int at) {
            List<Long> stripes = new ArrayList<>();
            for (int i = 0; i < bytes.getShort(at + STRIPE_COUNT); i++) {
                stripes.add(bytes.getLong(at + STRIPES + i * STRIPE + 8));
            }
            return new Chunk(start, bytes.getLong(at), stripes);
        }

        boolean holds(long address) {
            return start <= address && address < start + length;
        }
    }

    private void zeroSuperblocks(int most) {
        copy.parts().superblocks().copies().stream()
                .limit(most)
                .forEach(one -> copy.zero(new Extent(pool.offset() + one.position(), BtrfsSuperblock.SIZE)));
    }

    private void changeId() {
        for (BtrfsSuperblock one : copy.parts().superblocks().copies()) {
            long position = pool.offset() + one.position();
            byte[] block = copy.parts().bytes(new Extent(position, BtrfsSuperblock.SIZE));
            block[FSID] ^= (byte) 0xFF;
            CRC32C checksum = new CRC32C();
            checksum.update(block, CHECKSUM_FIELD, block.length - CHECKSUM_FIELD);
            ByteBuffer.wrap(block).order(ByteOrder.LITTLE_ENDIAN).putInt(0, (int) checksum.getValue());
            copy.patch(position, block);
        }
    }

    private void zeroNode(long address, List<Chunk> chunks) {
        for (long place : places(address, chunks)) {
            copy.zero(new Extent(pool.offset() + place, superblock.nodeSize()));
        }
    }

    private static List<Long> places(long address, List<Chunk> chunks) {
        Chunk chunk =
                chunks.stream().filter(one -> one.holds(address)).findFirst().orElseThrow();
        return chunk.stripes().stream()
                .map(start -> start + address - chunk.start())
                .toList();
    }

    private List<Chunk> systemChunks() {
        List<Chunk> chunks = new ArrayList<>();
        int end = SYSTEM_CHUNKS + fields.getInt(SYSTEM_CHUNKS_SIZE);
        for (int at = SYSTEM_CHUNKS; at < end; ) {
            Chunk chunk = Chunk.parse(fields, fields.getLong(at + KEY - Long.BYTES), at + KEY);
            chunks.add(chunk);
            at += KEY + STRIPES + STRIPE * chunk.stripes().size();
        }
        return chunks;
    }

    /** A new pool's chunk tree is one leaf. */
    private List<Chunk> allChunks() {
        long place = places(fields.getLong(CHUNK_TREE), systemChunks()).get(0);
        ByteBuffer leaf = fields(pool.offset() + place, (int) superblock.nodeSize());
        List<Chunk> chunks = new ArrayList<>();
        for (int i = 0; i < leaf.getInt(ITEM_COUNT); i++) {
            int item = NODE_HEADER + i * ITEM;
            if (Byte.toUnsignedInt(leaf.get(item + Long.BYTES)) == CHUNK_KEY_TYPE) {
                chunks.add(Chunk.parse(leaf, leaf.getLong(item + 9), NODE_HEADER + leaf.getInt(item + KEY)));
            }
        }
        return chunks;
    }

    private ByteBuffer fields(long position, int length) {
        return ByteBuffer.wrap(copy.parts().bytes(new Extent(position, length))).order(ByteOrder.LITTLE_ENDIAN);
    }
}
