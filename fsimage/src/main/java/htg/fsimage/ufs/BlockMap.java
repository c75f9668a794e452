package htg.fsimage.ufs;

import htg.fsimage.volume.CorruptFileSystemException;
import htg.fsimage.volume.Structure;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/**
 * Where the blocks of a file lie: twelve pointers in its inode, then blocks of pointers, of pointers to such blocks, and once more. It
 * keeps one block of each level. Not safe for several threads.
 */
final class BlockMap {
    private static final int LEVELS = 3;
    private static final long HOLE = -1;
    /** A pointer that leads nowhere. */
    private static final long NOWHERE = 0;
    /** In a snapshot what was free when it was taken, and what belongs to another one. */
    private static final long LAST_MARK = 2;

    private final UfsFileSystem fileSystem;
    private final Inode inode;
    private final boolean snapshot;
    private final int fragmentsPerBlock;
    private final int perBlock;
    private final List<Level> kept = new ArrayList<>();

    /**
     * A run of blocks.
     *
     * @param fragment where the first one begins; -1 for a hole
     * @param blocks how many follow each other on the volume as in the file, or are missing
     */
    record Piece(long fragment, long blocks) {
        boolean hole() {
            return fragment == HOLE;
        }
    }

    /** An indirect block that was read last at its level. */
    private static final class Level {
        private long fragment;
        private Structure pointers = Structure.of("nothing", -1, new byte[0], java.nio.ByteOrder.BIG_ENDIAN);
    }

    /** Pointers next to each other: an inode's direct ones or those of an indirect block. */
    @FunctionalInterface
    private interface Pointers {
        long at(int index) throws CorruptFileSystemException;
    }

    BlockMap(UfsFileSystem fileSystem, Inode inode) throws CorruptFileSystemException {
        this.fileSystem = fileSystem;
        this.inode = inode;
        this.snapshot = inode.snapshot();
        this.fragmentsPerBlock = fileSystem.superblock().fragmentsPerBlock();
        this.perBlock = fileSystem.superblock().pointersPerBlock();
        for (int level = 0; level <= LEVELS; level++) {
            kept.add(new Level());
        }
    }

    /** The run that begins with a block of the file, which must be within its largest size. */
    Piece find(long block) throws IOException {
        if (block < Variant.DIRECT) {
            return run(inode::pointer, (int) block, Variant.DIRECT, block);
        }
        long within = block - Variant.DIRECT;
        long span = perBlock;
        for (int level = 1; level <= LEVELS; level++) {
            if (within < span) {
                return descend(inode.pointer(Variant.DIRECT + level - 1), level, span, within, block);
            }
            within -= span;
            span *= perBlock;
        }
        throw inode.fields().corrupt("it has no block " + block);
    }

    /** Follows a pointer to an indirect block that stands for {@code span} blocks down to the one wanted. */
    private Piece descend(long pointer, int level, long span, long within, long block) throws IOException {
        if (pointer == NOWHERE) {
            return new Piece(place(NOWHERE, block), span - within);
        }
        Structure indirect = load(pointer, level);
        long below = span / perBlock;
        int index = (int) (within / below);
        if (level == 1) {
            return run(at -> pointer(indirect, at), index, perBlock, block);
        }
        return descend(pointer(indirect, index), level - 1, below, within % below, block);
    }

    private Piece run(Pointers pointers, int first, int end, long block) throws CorruptFileSystemException {
        long start = place(pointers.at(first), block);
        int step = start == HOLE ? 0 : fragmentsPerBlock;
        int count = 1;
        while (first + count < end && place(pointers.at(first + count), block + count) == start + (long) step * count) {
            count++;
        }
        return new Piece(start, count);
    }

    /** In a snapshot a block that is not stored is as it is on the volume now. */
    private long place(long pointer, long block) {
        if (pointer == NOWHERE) {
            return snapshot ? block * fragmentsPerBlock : HOLE;
        }
        return snapshot && pointer > 0 && pointer <= LAST_MARK ? HOLE : pointer;
    }

    private long pointer(Structure indirect, int index) throws CorruptFileSystemException {
        int size = inode.variant().pointerSize();
        return size == 8 ? indirect.bits64(index * size) : indirect.u32(index * size);
    }

    private Structure load(long fragment, int level) throws IOException {
        Level one = kept.get(level);
        if (one.fragment != fragment) {
            one.pointers = fileSystem.read(
                    "UFS indirect block of inode " + inode.number(),
                    fragment,
                    perBlock * inode.variant().pointerSize());
            one.fragment = fragment;
        }
        return one.pointers;
    }
}
