package htg.fsimage.xfs;

import htg.fsimage.volume.CorruptFileSystemException;
import java.io.IOException;
import java.util.List;
import java.util.Optional;

/** The blocks of a folder that is not inside its inode. Not safe for several threads. */
final class FolderBlocks {
    private final Disk disk;
    private final ForkBlocks blocks;
    private final long size;
    private final int perBlock;
    private final int blockSize;

    FolderBlocks(Disk disk, Fork fork, long size) throws CorruptFileSystemException {
        this.disk = disk;
        this.blocks = new ForkBlocks(disk, fork);
        this.size = Math.min(size, FolderIndex.PLACE);
        this.blockSize = disk.geometry().folderBlockSize();
        this.perBlock = blockSize / disk.geometry().blockSize();
    }

    /** Is given the entries of one block. */
    @FunctionalInterface
    interface BlockVisitor {
        /** Returns whether to go on. */
        boolean visit(List<FolderEntry> entries) throws IOException;
    }

    /** Gives the entries of all blocks to a visitor; damage in one of them keeps no other from it. */
    void list(BlockVisitor visitor, Damage damage) throws IOException {
        long end = (size + blockSize - 1) / blockSize * perBlock;
        // Several blocks of a folder cannot be the same one of the file system.
        long left = Math.min(disk.geometry().size(), disk.volume().size()) / blockSize;
        long at = 0;
        while (at < end) {
            Mapping mapping = blocks.at(at);
            if (mapping.hole() && mapping.end() - at >= perBlock) {
                at = mapping.end() - mapping.end() % perBlock;
            } else {
                if (--left < 0) {
                    throw new CorruptFileSystemException(
                            "XFS folder of " + size + " bytes", -1, "it has more blocks than the file system");
                }
                if (!visitor.visit(entries(at, damage))) {
                    return;
                }
                at += perBlock;
            }
        }
    }

    private List<FolderEntry> entries(long at, Damage damage) throws IOException {
        try {
            return block(at).entries(damage);
        } catch (CorruptFileSystemException problem) {
            damage.add(problem);
            return List.of();
        }
    }

    private FolderBlock block(long at) throws IOException {
        return FolderBlock.of(
                blocks.read("folder block", at, perBlock, Seal.FOLDER_DATA),
                disk.superblock().features());
    }

    /** The entry at a place in the folder, in bytes. */
    FolderEntry entry(long place) throws IOException {
        return block(place / blockSize * perBlock).entry((int) (place % blockSize));
    }

    /** Its hashes, where there are any outside the blocks of entries. */
    Optional<FolderIndex> index() throws IOException {
        return blocks.at(indexBlock()).hole() ? Optional.empty() : Optional.of(new FolderIndex(this, disk.checksums()));
    }

    HashTree tree() {
        return new HashTree(blocks, disk.checksums(), perBlock, "block of hashes");
    }

    long indexBlock() {
        return FolderIndex.PLACE / disk.geometry().blockSize();
    }
}
