package htg.fsimage.xfs;

import htg.fsimage.volume.Structure;
import htg.fsimage.volume.Volume;
import java.io.IOException;
import java.nio.ByteOrder;
import java.util.UUID;

/**
 * What a file system says of itself at the start of each of its allocation groups ("Superblocks").
 *
 * @param uuid as it is shown
 * @param structureUuid as it stands in every structure of version 5
 * @param label up to 12 bytes
 * @param root inode number of the root folder
 * @param freeBlocks as they were counted when it was unmounted
 * @param logStart first block of the log; 0 when it is on another device
 * @param logBlocks its length
 * @param unfinished whether it is still being made
 */
record Superblock(
        Geometry geometry,
        Features features,
        UUID uuid,
        UUID structureUuid,
        String label,
        long root,
        long freeBlocks,
        long logStart,
        long logBlocks,
        boolean unfinished) {
    static final int MAGIC = 0x58465342;

    private static final int LEAST = 512;
    private static final int CHECKSUM = 224;

    /** Reads and verifies the one at a place. */
    static Superblock read(Volume volume, long place) throws IOException {
        Structure start = Structure.read(volume, "XFS superblock", place, LEAST, ByteOrder.BIG_ENDIAN);
        start.require(start.s32(0) == MAGIC, "it does not begin with XFSB");
        if ((start.u16(100) & 0xF) != 5) {
            return parse(start);
        }
        int sector = start.u16(102);
        start.require(sector >= LEAST && Integer.bitCount(sector) == 1, "a sector cannot have " + sector + " bytes");
        Structure whole = Structure.read(volume, start.name(), place, sector, ByteOrder.BIG_ENDIAN);
        Checksum.require(whole, CHECKSUM);
        return parse(whole);
    }

    private static Superblock parse(Structure raw) throws IOException {
        Features features = Features.parse(raw);
        UUID uuid = raw.uuid(32);
        return new Superblock(
                Geometry.parse(raw),
                features,
                uuid,
                features.ownUuid() ? raw.uuid(248) : uuid,
                raw.text(108, 12),
                raw.bits64(56),
                raw.bits64(144),
                raw.bits64(48),
                raw.u32(96),
                raw.u8(126) != 0);
    }
}
