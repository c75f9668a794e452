package htg.fsimage.ext;

import htg.fsimage.volume.CorruptFileSystemException;
import htg.fsimage.volume.ImageFormatException;
import java.io.IOException;
import java.nio.ByteBuffer;

/** The entries of a folder, in the order in which they are stored; an index is passed over. */
final class Folder {
    private static final int PIECE = 128 << 10;
    /** After so many blocks that cannot be found the rest of the folder is given up. */
    private static final int MOST_LOST = 1024;
    /** Where a folder in an inode has its parent's number, which no entry tells. */
    private static final int PARENT = 4;

    private final Disk disk;
    private final Inode inode;
    private final Damage damage = new Damage();
    private int lost;

    Folder(Disk disk, Inode inode) {
        this.disk = disk;
        this.inode = inode;
    }

    /**
     * Gives all entries but {@code .} and {@code ..} to a sink.
     *
     * @throws ImageFormatException when a part was damaged, after all others were read
     */
    void visit(EntrySink sink) throws IOException {
        boolean complete = inode.inline() ? visitInode(sink) : visitBlocks(sink);
        if (complete) {
            damage.report();
        }
    }

    private boolean visitInode(EntrySink sink) throws IOException {
        byte[] first = inode.map().bytes();
        byte[] more = new ExtendedAttributes(disk, inode).inlineData();
        return new FolderBlock(inode.name(), inode.fields().place(), first, PARENT, first.length).visit(sink, damage)
                && new FolderBlock(inode.name(), inode.fields().place(), more, 0, more.length).visit(sink, damage);
    }

    private boolean visitBlocks(EntrySink sink) throws IOException {
        // No block is in a folder twice, so that it is not larger than the volume.
        long most = Math.min(disk.geometry().size(), disk.volume().size());
        if (inode.size() > most) {
            damaged("it is a folder of " + inode.size() + " bytes");
        }
        BlockMap map = BlockMap.of(disk, inode);
        long blocks = Math.min(Math.min(inode.size(), most) / disk.blockSize(), map.reach());
        long at = 0;
        while (at < blocks && lost < MOST_LOST) {
            BlockMap.Run run = mapped(map, at).atMost(blocks - at);
            BlockMap.Run piece = run.isHole() ? run : run.atMost(Math.max(1, PIECE / disk.blockSize()));
            if (!piece.isHole() && !visitPiece(piece, sink)) {
                return false;
            }
            at += piece.blocks();
        }
        return true;
    }

    /** Where a block is, and those that follow it; one that cannot be found is left out like a hole. */
    private BlockMap.Run mapped(BlockMap map, long block) throws IOException {
        try {
            return map.at(block);
        } catch (CorruptFileSystemException unknown) {
            damage.add(unknown);
            lost++;
            return BlockMap.Run.hole(1);
        }
    }

    private boolean visitPiece(BlockMap.Run run, EntrySink sink) throws IOException {
        byte[] bytes = new byte[(int) run.blocks() * disk.blockSize()];
        try {
            disk.read(run.place(), 0, ByteBuffer.wrap(bytes));
        } catch (ImageFormatException lost) {
            damage.add(lost);
            return true;
        }
        FolderChecksum checksum = new FolderChecksum(disk, inode);
        for (int i = 0; i < run.blocks(); i++) {
            FolderBlock block = block(run.place() + i, bytes, i * disk.blockSize());
            if (isSound(block, checksum) && !block.visit(sink, damage)) {
                return false;
            }
        }
        return true;
    }

    private FolderBlock block(long number, byte[] bytes, int from) {
        String name = "ext folder block " + number + " of " + inode.name();
        return new FolderBlock(name, number * disk.blockSize(), bytes, from, from + disk.blockSize());
    }

    private boolean isSound(FolderBlock block, FolderChecksum checksum) {
        try {
            checksum.require(block);
            return true;
        } catch (CorruptFileSystemException damaged) {
            damage.add(damaged);
            return false;
        }
    }

    /** For what only who knows the entries can tell. */
    void damaged(String problem) {
        damage.add(inode.fields().corrupt(problem));
    }
}
