package htg.fsimage.ext;

import htg.fsimage.volume.CorruptFileSystemException;

/** Verifies the blocks of a folder: those with entries have a checksum in a last, phantom entry, those with an index elsewhere. */
final class FolderChecksum {
    private static final int TAIL = 12;
    private static final int TAIL_TYPE = 0xDE;
    /** Where the root of an index has its table, behind the entries of the folder and its parent. */
    private static final int ROOT_TABLE = 32;
    /** Where other blocks of an index have theirs, behind an unused entry. */
    private static final int NODE_TABLE = 8;

    private static final int INDEX_ENTRY = 8;

    private final Disk disk;
    private final Inode folder;

    FolderChecksum(Disk disk, Inode folder) {
        this.disk = disk;
        this.folder = folder;
    }

    /** Throws when the block has no checksum or a wrong one. */
    void require(FolderBlock block) throws CorruptFileSystemException {
        if (!disk.has(Feature.METADATA_CSUM)) {
            return;
        }
        int table = folder.indexed() ? indexTable(block) : 0;
        if (table > 0) {
            // First, since Linux leaves the phantom entry in a block that it makes part of an index.
            requireIndex(block, table);
        } else {
            requireEntries(block);
        }
    }

    private void requireEntries(FolderBlock block) throws CorruptFileSystemException {
        int tail = block.length() - TAIL;
        if (block.s32(tail) != 0 || block.u16(tail + 4) != TAIL || block.u16(tail + 6) != TAIL_TYPE << 8) {
            throw block.corrupt("it has no checksum");
        }
        requireEqual(block, block.addTo(folder.checksum(disk), 0, tail), block.s32(tail + 8));
    }

    /** Where a block of the index has its table; 0 when it is none. */
    private static int indexTable(FolderBlock block) {
        if (block.s32(0) == 0 && block.entryLength(0) == block.length()) {
            return NODE_TABLE;
        }
        boolean root = block.entryLength(0) == 12 && block.entryLength(12) == block.length() - 12;
        return root ? ROOT_TABLE : 0;
    }

    private void requireIndex(FolderBlock block, int table) throws CorruptFileSystemException {
        int tail = table + block.u16(table) * INDEX_ENTRY;
        int used = table + block.u16(table + 2) * INDEX_ENTRY;
        if (used > tail || tail > block.length() - 8) {
            throw block.corrupt("its index has no room for a checksum");
        }
        RawCrc32c sum = block.addTo(folder.checksum(disk), 0, used);
        block.addTo(sum, tail, 4).add32(0);
        requireEqual(block, sum, block.s32(tail + 4));
    }

    private static void requireEqual(FolderBlock block, RawCrc32c sum, int stored) throws CorruptFileSystemException {
        if (sum.value() != stored) {
            throw block.corrupt("its checksum is wrong");
        }
    }
}
