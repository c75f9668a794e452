package htg.fsimage.ext;

import htg.fsimage.volume.CorruptFileSystemException;
import htg.fsimage.volume.Structure;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/**
 * Finds the blocks of a folder that may have a name, by its hash (ext4 documentation, "Hash Tree Directories"): the first block has the
 * root of a tree, whose leaves are the blocks with entries.
 */
final class FolderIndex {
    /** Where the root says what it is, behind the entries of the folder and its parent. */
    private static final int INFO = 24;

    private static final int INFO_LENGTH = 8;
    private static final int UNKNOWN_FLAG = 1;
    private static final long CONTINUES = 1;

    private final Disk disk;
    private final Inode folder;
    private final BlockMap map;
    private final FolderChecksum checksum;
    private final long blocks;
    private final List<Step> path = new ArrayList<>();
    /** How many blocks may still be looked at: no tree has one twice. */
    private long left;

    /** A table on the way from the root, and which way it goes on. */
    private static final class Step {
        private final IndexTable table;
        private int entry;

        Step(IndexTable table, int entry) {
            this.table = table;
            this.entry = entry;
        }
    }

    FolderIndex(Disk disk, Inode folder) throws CorruptFileSystemException {
        this.disk = disk;
        this.folder = folder;
        this.map = BlockMap.of(disk, folder);
        this.checksum = new FolderChecksum(disk, folder);
        this.blocks = Math.min(Math.min(folder.size(), disk.volume().size()) / disk.blockSize(), map.reach());
        this.left = blocks;
    }

    /** Whether a folder has one. Names that differ only in case have equal hashes where that is ignored, which needs Unicode's tables. */
    static boolean serves(Disk disk, Inode folder) {
        return disk.has(Feature.DIR_INDEX) && folder.indexed() && !folder.inline() && !folder.ignoresCase();
    }

    /** Whether a name that it does not lead to is not there: only a checksum tells an index from a damaged one. */
    boolean isSure() throws CorruptFileSystemException {
        return disk.has(Feature.METADATA_CSUM) && disk.superblock().tellsSign();
    }

    /**
     * Gives the entries of the blocks that may have a name to a sink, until it has enough.
     *
     * @throws CorruptFileSystemException when the index is damaged, or one of these blocks
     */
    void visit(byte[] name, EntrySink sink) throws IOException {
        FolderBlock root = read(0);
        IndexTable table = IndexTable.of(root, IndexTable.IN_ROOT);
        int levels = levels(root);
        long hash = hash(root, name);
        path.add(new Step(table, table.find(hash)));
        while (path.size() <= levels) {
            IndexTable below = node();
            path.add(new Step(below, below.find(hash)));
        }
        boolean wanted = visitLeaf(sink);
        while (wanted && next(hash)) {
            wanted = visitLeaf(sink);
        }
    }

    private int levels(FolderBlock root) throws CorruptFileSystemException {
        int levels = root.u8(INFO + 6);
        int most = disk.has(Feature.LARGE_DIR) ? 2 : 1;
        boolean known = root.s32(INFO) == 0
                && root.u8(INFO + 5) == INFO_LENGTH
                && (root.u8(INFO + 7) & UNKNOWN_FLAG) == 0
                && levels <= most;
        if (!known) {
            throw root.corrupt("its index is of an unknown kind");
        }
        return levels;
    }

    private long hash(FolderBlock root, byte[] name) throws CorruptFileSystemException {
        int number = root.u8(INFO + 4);
        Superblock superblock = disk.superblock();
        return FolderHash.of(number)
                .orElseThrow(() -> root.corrupt("its index is by the unknown hash " + number))
                .of(name, superblock.hashesSigned(), superblock.hashSeed());
    }

    /** Gives the entries of the block that the path leads to; false when there were enough. */
    private boolean visitLeaf(EntrySink sink) throws IOException {
        Damage damage = new Damage();
        boolean wanted = read(child()).visit(sink, damage);
        if (wanted) {
            damage.report();
        }
        return wanted;
    }

    /** Goes to the next block; false when no name with this hash can be there. */
    private boolean next(long hash) throws IOException {
        int levels = path.size();
        while (++last().entry == last().table.count()) {
            path.remove(path.size() - 1);
            if (path.isEmpty()) {
                return false;
            }
        }
        if (last().table.hash(last().entry) != (hash | CONTINUES)) {
            return false;
        }
        while (path.size() < levels) {
            path.add(new Step(node(), 0));
        }
        return true;
    }

    private Step last() {
        return path.get(path.size() - 1);
    }

    private long child() {
        return last().table.child(last().entry);
    }

    private IndexTable node() throws IOException {
        return IndexTable.of(read(child()), IndexTable.IN_NODE);
    }

    private FolderBlock read(long number) throws IOException {
        folder.fields()
                .require(number < blocks && left > 0, "its index leads to its block " + number + " of " + blocks);
        left--;
        BlockMap.Run run = map.at(number);
        folder.fields().require(!run.isHole(), "its index leads to a hole");
        Structure bytes = disk.block("ext folder block", run.place(), folder.name());
        FolderBlock block = new FolderBlock(bytes.name(), bytes.place(), bytes.bytes(), 0, bytes.length());
        checksum.require(block);
        return block;
    }
}
