package htg.fsimage.container;

import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Blocks that were read or unpacked lately, within a limit of bytes. Safe for several threads at once; two that miss the same block both
 * read it, which costs time but never holds up a third.
 */
final class BlockCache {
    /** Reads a block that is not kept. */
    @FunctionalInterface
    interface Loader {
        byte[] load() throws IOException;
    }

    private final long most;
    private final Map<Long, byte[]> blocks = new LinkedHashMap<>(16, 0.75f, true);
    private long taken;

    BlockCache(long most) {
        this.most = most;
    }

    byte[] get(long key, Loader loader) throws IOException {
        byte[] kept = find(key);
        if (kept != null) {
            return kept;
        }
        byte[] block = loader.load();
        keep(key, block);
        return block;
    }

    private synchronized byte @Nullable [] find(long key) {
        return blocks.get(key);
    }

    private synchronized void keep(long key, byte[] block) {
        byte[] before = blocks.put(key, block);
        taken += block.length - (before == null ? 0 : before.length);
        var oldest = blocks.entrySet().iterator();
        while (taken > most && oldest.hasNext()) {
            taken -= oldest.next().getValue().length;
            oldest.remove();
        }
    }
}
