package htg.fsimage.ext;

import htg.fsimage.volume.CorruptFileSystemException;

/**
 * The entries of a block of a folder's index: hashes, and which block of the folder goes on with the names from each on. The first one
 * has no hash, but how many there are.
 *
 * @param start where they begin
 */
record IndexTable(FolderBlock block, int start) {
    /** Where the root of an index has them, behind the entries of the folder and its parent. */
    static final int IN_ROOT = 32;
    /** Where other blocks of an index have them, behind an unused entry. */
    static final int IN_NODE = 8;

    private static final int ENTRY = 8;
    private static final int BLOCK_MASK = 0x0FFF_FFFF;

    /** Where a block of an index has them; 0 when it is none. */
    static int startIn(FolderBlock block) {
        if (block.s32(0) == 0 && block.entryLength(0) == block.length()) {
            return IN_NODE;
        }
        boolean root = block.entryLength(0) == 12 && block.entryLength(12) == block.length() - 12;
        return root ? IN_ROOT : 0;
    }

    /** Those of a block that must have them at this place. */
    static IndexTable of(FolderBlock block, int start) throws CorruptFileSystemException {
        IndexTable table = new IndexTable(block, start);
        if (startIn(block) != start
                || table.count() < 1
                || table.count() > table.limit()
                || table.end() > block.length()) {
            throw block.corrupt("it is no " + (start == IN_ROOT ? "root" : "node") + " of an index");
        }
        return table;
    }

    int limit() {
        return block.u16(start);
    }

    int count() {
        return block.u16(start + 2);
    }

    /** Behind the last one. */
    int end() {
        return start + count() * ENTRY;
    }

    /** Behind the last one for which there is room. */
    int limitEnd() {
        return start + limit() * ENTRY;
    }

    /** The lowest hash of the names from an entry on, 32 bits without a sign; odd where that hash has names before it as well. */
    long hash(int entry) {
        return entry == 0 ? 0 : Integer.toUnsignedLong(block.s32(start + entry * ENTRY));
    }

    /** The folder's block that an entry leads to. */
    long child(int entry) {
        return block.s32(start + entry * ENTRY + 4) & BLOCK_MASK;
    }

    /** The last entry that is not behind a hash. */
    int find(long hash) {
        int low = 1;
        int high = count();
        while (low < high) {
            int middle = (low + high) >>> 1;
            if (hash(middle) <= hash) {
                low = middle + 1;
            } else {
                high = middle;
            }
        }
        return low - 1;
    }
}
