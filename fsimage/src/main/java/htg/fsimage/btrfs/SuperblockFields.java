package htg.fsimage.btrfs;

import htg.fsimage.volume.Structure;
import htg.fsimage.volume.Volume;
import java.io.IOException;
import java.nio.ByteOrder;
import java.util.UUID;

/**
 * What reading the trees needs of a superblock besides {@link BtrfsSuperblock}.
 *
 * @param root where the root tree begins
 * @param chunkRoot where the chunk tree begins
 * @param logRoot address of the log tree, 0 when there is none
 * @param rootFolder object that holds the name of the default subvolume
 * @param metadataUuid what tree nodes carry for the file system's UUID
 * @param deviceId number of the device
 * @param seeding whether it is a seed, which other file systems build on
 * @param systemChunks the chunks where the chunk tree itself is
 */
record SuperblockFields(
        NodePointer root,
        NodePointer chunkRoot,
        long logRoot,
        long rootFolder,
        UUID metadataUuid,
        long deviceId,
        boolean seeding,
        Structure systemChunks) {
    private static final int SYSTEM_CHUNKS = 0x32B;
    private static final int MOST_SYSTEM_CHUNKS = 2048;
    private static final long SEEDING = 1L << 32;

    /** Reads the fields of a superblock that was verified. */
    static SuperblockFields read(Volume device, BtrfsSuperblock superblock) throws IOException {
        Structure fields = Structure.read(
                device, "btrfs superblock", superblock.position(), BtrfsSuperblock.SIZE, ByteOrder.LITTLE_ENDIAN);
        boolean own = (superblock.incompatFlags() & Features.METADATA_UUID) != 0;
        long length = fields.u32(0xA0);
        fields.require(length <= MOST_SYSTEM_CHUNKS, "its system chunks take " + length + " bytes");
        return new SuperblockFields(
                new NodePointer(fields.u63(0x50, "root tree"), fields.bits64(0x48), fields.u8(0xC6)),
                new NodePointer(fields.u63(0x58, "chunk tree"), fields.bits64(0xA4), fields.u8(0xC7)),
                fields.bits64(0x60),
                fields.bits64(0x80),
                own ? fields.uuid(0x23B) : superblock.fsid(),
                fields.bits64(0xC9),
                (fields.bits64(0x38) & SEEDING) != 0,
                fields.part("btrfs system chunks", SYSTEM_CHUNKS, (int) length));
    }
}
