package htg.fsimage.xfs;

import htg.fsimage.volume.CorruptFileSystemException;
import htg.fsimage.volume.Structure;

/**
 * What a structure of version 5 says of itself, so that a block that is damaged, or was written to another place, is not taken for it
 * ("Self Describing Metadata"): where the checksum, its own place, the UUID of the file system and the inode that it belongs to are.
 */
enum Seal {
    /** Blocks of the trees of extents. */
    EXTENT_TREE(64, 24, 40, 56),
    /** Blocks with the entries of folders. */
    FOLDER_DATA(4, 8, 24, 40),
    /** Nodes and leaves of the trees of hashes, and leaves of attributes. */
    HASH_TREE(12, 16, 32, 48),
    /** Values of attributes and targets of links in blocks of their own. */
    REMOTE(12, 40, 16, 32);

    private static final int SECTOR_BITS = 9;

    private final int checksum;
    private final int place;
    private final int uuid;
    private final int owner;

    Seal(int checksum, int place, int uuid, int owner) {
        this.checksum = checksum;
        this.place = place;
        this.uuid = uuid;
        this.owner = owner;
    }

    /** Throws unless a structure is what it should be; version 4 cannot tell. */
    void verify(Structure structure, Superblock superblock, long inode) throws CorruptFileSystemException {
        if (superblock.features().checksums()) {
            Checksum.require(structure, checksum);
            structure.require(
                    structure.bits64(place) == structure.place() >> SECTOR_BITS, "it was written for another place");
            structure.require(
                    structure.uuid(uuid).equals(superblock.structureUuid()), "it belongs to another file system");
            structure.require(structure.bits64(owner) == inode, "it belongs to another inode");
        }
    }
}
