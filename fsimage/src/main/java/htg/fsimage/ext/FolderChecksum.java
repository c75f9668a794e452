package htg.fsimage.ext;

import htg.fsimage.volume.CorruptFileSystemException;

/** Verifies the blocks of a folder: those with entries have a checksum in a last, phantom entry, those with an index elsewhere. */
final class FolderChecksum {
    private static final int TAIL = 12;
    private static final int TAIL_TYPE = 0xDE;

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
        int table = folder.indexed() ? IndexTable.startIn(block) : 0;
        if (table > 0) {
            // First, since Linux leaves the phantom entry in a block that it makes part of an index.
            requireIndex(block, new IndexTable(block, table));
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

    private void requireIndex(FolderBlock block, IndexTable table) throws CorruptFileSystemException {
        int tail = table.limitEnd();
        if (table.end() > tail || tail > block.length() - 8) {
            throw block.corrupt("its index has no room for a checksum");
        }
        RawCrc32c sum = block.addTo(folder.checksum(disk), 0, table.end());
        block.addTo(sum, tail, 4).add32(0);
        requireEqual(block, sum, block.s32(tail + 4));
    }

    private static void requireEqual(FolderBlock block, RawCrc32c sum, int stored) throws CorruptFileSystemException {
        if (sum.value() != stored) {
            throw block.corrupt("its checksum is wrong");
        }
    }
}
