package htg.fsimage.squashfs;

import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The blocks that were used last, by their places. Safe for several threads at once. */
final class BlockCache {
    /** An unpacked block, which nobody changes. */
    static final class Block {
        private final byte[] bytes;
        private final long next;

        /** A block; {@code next} is where the one behind it begins. */
        Block(byte[] bytes, long next) {
            this.bytes = bytes;
            this.next = next;
        }

        byte[] bytes() {
            return bytes;
        }

        long next() {
            return next;
        }
    }

    private final long capacity;
    private final Map<Long, Block> blocks = new LinkedHashMap<>(16, 0.75f, true);
    private long size;

    /** Keeps so many bytes, and at least one block. */
    BlockCache(long capacity) {
        this.capacity = capacity;
    }

    synchronized @Nullable Block get(long place) {
        return blocks.get(place);
    }

    synchronized void put(long place, Block block) {
        Block before = blocks.put(place, block);
        size += block.bytes().length - (before == null ? 0 : before.bytes().length);
        Iterator<Block> oldest = blocks.values().iterator();
        while (size > capacity && blocks.size() > 1) {
            size -= oldest.next().bytes().length;
            oldest.remove();
        }
    }
}
