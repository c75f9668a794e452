package htg.fsimage.ext;

import htg.fsimage.volume.CorruptFileSystemException;
import htg.fsimage.volume.Structure;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** The group descriptors (ext4 documentation, "Block Group Descriptors" and "Meta Block Groups"). */
final class Groups {
    private static final int CHECKSUM = 0x1E;
    private static final int INODES_UNUSED = 0x1;
    /** Enough for a terabyte. */
    private static final int MOST_KNOWN = 8192;

    private final Disk disk;
    private final Superblock superblock;
    private final Geometry geometry;
    /** Where inode tables were found, by their groups. */
    private final Map<Long, Long> tables = new ConcurrentHashMap<>();

    Groups(Disk disk) {
        this.disk = disk;
        this.superblock = disk.superblock();
        this.geometry = disk.geometry();
    }

    /**
     * Where the inode table of a group begins, in bytes.
     *
     * @throws CorruptFileSystemException when neither the descriptor nor a copy of it can be trusted
     */
    long inodeTable(long group) throws IOException {
        Long known = tables.get(group);
        if (known != null) {
            return known;
        }
        long table = readInodeTable(group);
        if (tables.size() < MOST_KNOWN) {
            tables.put(group, table);
        }
        return table;
    }

    private long readInodeTable(long group) throws IOException {
        List<Long> places = places(group);
        try {
            return inodeTable(group, places.get(0));
        } catch (CorruptFileSystemException damage) {
            for (long place : places.subList(1, places.size())) {
                try {
                    long table = inodeTable(group, place);
                    disk.note("A group descriptor is damaged (" + damage.getMessage() + "); its copy is used.");
                    return table;
                } catch (CorruptFileSystemException thisToo) {
                    damage.addSuppressed(thisToo);
                }
            }
            throw damage;
        }
    }

    private long inodeTable(long group, long place) throws IOException {
        Structure fields = disk.structure("ext group descriptor " + group, place, geometry.descriptorSize());
        requireChecksum(fields, (int) group);
        boolean flagged = disk.has(Feature.METADATA_CSUM) || disk.has(Feature.UNINIT_BG);
        fields.require(
                !flagged || (fields.u16(0x12) & INODES_UNUSED) == 0, "a file is in it, but its inodes are not in use");
        long block = fields.u32(8) | (geometry.descriptorSize() >= 64 ? fields.u32(0x28) << 32 : 0);
        disk.requireBlocks(block, geometry.tableBlocks(), fields.name());
        return block * geometry.blockSize();
    }

    private void requireChecksum(Structure fields, int group) throws CorruptFileSystemException {
        byte[] bytes = fields.bytes();
        int rest = CHECKSUM + 2;
        if (disk.has(Feature.METADATA_CSUM)) {
            int sum = disk.checksum()
                    .add32(group)
                    .add(bytes, 0, CHECKSUM)
                    .add16(0)
                    .add(bytes, rest, bytes.length - rest)
                    .value();
            fields.require((sum & 0xFFFF) == fields.u16(CHECKSUM), "its checksum is wrong");
        } else if (disk.has(Feature.UNINIT_BG)) {
            int sum = new Crc16()
                    .add(superblock.fields().bytes(0x68, 16), 0, 16)
                    .add32(group)
                    .add(bytes, 0, CHECKSUM)
                    .add(bytes, rest, bytes.length - rest)
                    .value();
            fields.require(sum == fields.u16(CHECKSUM), "its checksum is wrong");
        }
    }

    /** Where a descriptor and its copies are, in bytes. */
    private List<Long> places(long group) throws CorruptFileSystemException {
        int perBlock = geometry.descriptorsPerBlock();
        long table = group / perBlock;
        long within = group % perBlock * geometry.descriptorSize();
        List<Long> places = new ArrayList<>();
        boolean meta = disk.has(Feature.META_BG) && table >= superblock.fields().u32(0x104);
        long[] holders = meta
                ? new long[] {table * perBlock, table * perBlock + 1, table * perBlock + perBlock - 1}
                : new long[] {0, 1, 3, 5, 7};
        for (long holder : holders) {
            if (holder < geometry.groups() && (meta || superblock.inGroup(holder))) {
                long block = afterSuperblock(holder) + (meta ? 0 : table);
                places.add(block * geometry.blockSize() + within);
            }
        }
        return places;
    }

    /** The block that follows the superblock of a group, or where that has none the first of the group. */
    private long afterSuperblock(long group) throws CorruptFileSystemException {
        if (group == 0) {
            return Superblock.PLACE / geometry.blockSize() + 1L;
        }
        return geometry.start(group) + (superblock.inGroup(group) ? 1 : 0);
    }
}
