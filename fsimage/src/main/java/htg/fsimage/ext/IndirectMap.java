package htg.fsimage.ext;

import htg.fsimage.volume.CorruptFileSystemException;
import htg.fsimage.volume.Structure;
import java.io.IOException;
import java.util.HashMap;
import java.util.Map;

/** The map of ext2 and ext3: twelve blocks in the inode, and up to three levels of blocks with numbers of blocks. */
final class IndirectMap implements BlockMap {
    private static final int DIRECT = 12;
    private static final int LEVELS = 3;

    private final Disk disk;
    private final Inode inode;
    private final Structure top;
    private final long perBlock;
    /** The last block of each span that it covers, by that. */
    private final Map<Long, Visited> visited = new HashMap<>();

    /** A block of numbers and where it was found. */
    private record Visited(long block, Structure numbers) {}

    IndirectMap(Disk disk, Inode inode) throws CorruptFileSystemException {
        this.disk = disk;
        this.inode = inode;
        this.top = inode.map();
        this.perBlock = disk.blockSize() / 4;
    }

    @Override
    public long reach() {
        return DIRECT + perBlock + perBlock * perBlock + perBlock * perBlock * perBlock;
    }

    @Override
    public Run at(long block) throws IOException {
        if (block < DIRECT) {
            return run(top, (int) block, DIRECT);
        }
        long rest = block - DIRECT;
        long span = perBlock;
        for (int level = 0; level < LEVELS; level++) {
            if (rest < span) {
                return descend(top.u32(4 * (DIRECT + level)), rest, span);
            }
            rest -= span;
            span *= perBlock;
        }
        throw top.corrupt("it has no block " + block);
    }

    /** Finds a block among the {@code span} that a number in the inode stands for. */
    private Run descend(long number, long index, long span) throws IOException {
        long below = number;
        long rest = index;
        long covered = span;
        while (below != 0) {
            Structure numbers = load(below, covered);
            covered /= perBlock;
            int entry = (int) (rest / covered);
            if (covered == 1) {
                return run(numbers, entry, (int) perBlock);
            }
            below = numbers.u32(4 * entry);
            rest %= covered;
        }
        return Run.hole(covered - rest);
    }

    private Structure load(long number, long covered) throws IOException {
        Visited last = visited.get(covered);
        if (last != null && last.block() == number) {
            return last.numbers();
        }
        Structure numbers = disk.block("ext indirect block", number, inode.name());
        visited.put(covered, new Visited(number, numbers));
        return numbers;
    }

    /** As many numbers from an entry on as follow each other, or are all zero. */
    private Run run(Structure numbers, int entry, int entries) throws CorruptFileSystemException {
        long first = numbers.u32(4 * entry);
        int count = 1;
        while (entry + count < entries && numbers.u32(4 * (entry + count)) == (first == 0 ? 0 : first + count)) {
            count++;
        }
        if (first == 0) {
            return Run.hole(count);
        }
        disk.requireBlocks(first, 1, numbers.name());
        return new Run(Math.min(count, disk.geometry().blocks() - first), first);
    }
}
