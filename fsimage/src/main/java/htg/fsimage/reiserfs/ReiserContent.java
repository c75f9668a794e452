package htg.fsimage.reiserfs;

import htg.fsimage.fs.Content;
import htg.fsimage.volume.CorruptFileSystemException;
import htg.fsimage.volume.Structure;
import java.io.IOException;
import java.nio.ByteBuffer;
import org.jspecify.annotations.Nullable;

/** The bytes of a file or a link: items with block numbers, and at its end items with the bytes themselves. */
final class ReiserContent implements Content {
    private static final int POINTER = 4;

    private final Tree tree;
    private final Key key;
    private final long size;
    private final int blockSize;
    private @Nullable Part part;

    /**
     * What one item stands for, or the hole between two.
     *
     * @param item null for a hole
     */
    private record Part(@Nullable Item item, long start, long end) {
        boolean has(long offset) {
            return offset >= start && offset < end;
        }
    }

    /**
     * Blocks that follow each other.
     *
     * @param block the first one; 0 for a hole
     * @param end the first byte of the file behind them
     */
    private record Blocks(long block, long end) {}

    ReiserContent(Tree tree, Key key, long size) {
        this.tree = tree;
        this.key = key;
        this.size = size;
        this.blockSize = tree.superblock().blockSize();
    }

    @Override
    public long size() {
        return size;
    }

    @Override
    public Run run(long offset) throws IOException {
        Part there = locate(offset);
        if (there.item == null) {
            return new Run(there.end, true);
        } else if (there.item.key().type() == Key.DIRECT) {
            return new Run(there.end, false);
        }
        Blocks blocks = blocks(there, there.item.body(), offset);
        return new Run(blocks.end, blocks.block == 0);
    }

    @Override
    public int read(long offset, ByteBuffer into) throws IOException {
        Part there = locate(offset);
        Item item = there.item;
        if (item != null && item.key().type() == Key.DIRECT) {
            int count = (int) Math.min(into.remaining(), there.end - offset);
            into.put(item.body().bytes((int) (offset - there.start), count));
            return count;
        }
        Blocks blocks = item == null ? new Blocks(0, there.end) : blocks(there, item.body(), offset);
        int count = (int) Math.min(into.remaining(), blocks.end - offset);
        if (blocks.block == 0) {
            into.put(new byte[Math.min(count, 1 << 20)]);
            return Math.min(count, 1 << 20);
        }
        long within = (offset - there.start) % blockSize;
        tree.read(blocks.block, within, into.slice(into.position(), count));
        into.position(into.position() + count);
        return count;
    }

    private Blocks blocks(Part there, Structure pointers, long offset) throws CorruptFileSystemException {
        int first = (int) ((offset - there.start) / blockSize);
        long block = pointers.u32(first * POINTER);
        int step = block == 0 ? 0 : 1;
        int count = 1;
        int most = pointers.length() / POINTER - first;
        while (count < most && pointers.u32((first + count) * POINTER) == block + (long) step * count) {
            count++;
        }
        return new Blocks(block, Math.min(there.end, there.start + (long) (first + count) * blockSize));
    }

    private Part locate(long offset) throws IOException {
        Part known = part;
        if (known == null || !known.has(offset)) {
            known = find(offset);
            part = known;
        }
        return known;
    }

    /** An item's offset counts from 1. */
    private Part find(long offset) throws IOException {
        TreeCursor cursor = new TreeCursor(tree);
        if (cursor.seek(key.at(offset + 1, Key.ANY)) && cursor.item().key().sameObject(key)) {
            Item item = cursor.item();
            Part found = part(item);
            if (found.has(offset)) {
                return found;
            }
        }
        if (!cursor.next() || !cursor.item().key().sameObject(key)) {
            return new Part(null, offset, size);
        }
        Item behind = cursor.item();
        behind.body().require(behind.key().offset() - 1 > offset, "it is not behind the items before it");
        return new Part(null, offset, Math.min(size, behind.key().offset() - 1));
    }

    private Part part(Item item) throws CorruptFileSystemException {
        long start = item.key().offset() - 1;
        long length = switch (item.key().type()) {
            case Key.STAT_DATA -> 0;
            case Key.DIRECT -> item.body().length();
            case Key.INDIRECT -> (long) (item.body().length() / POINTER) * blockSize;
            default -> throw item.body().corrupt("it does not belong to a file");
        };
        return new Part(item, start, Math.min(size, start + length));
    }
}
