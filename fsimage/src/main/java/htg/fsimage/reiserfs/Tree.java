package htg.fsimage.reiserfs;

import htg.fsimage.fs.Limits;
import htg.fsimage.volume.CorruptFileSystemException;
import htg.fsimage.volume.Structure;
import htg.fsimage.volume.Volume;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/** The tree of all items. Keeps the nodes that were used last. Safe for several threads at once. */
final class Tree {
    private static final int MOST_KEPT = 256;

    private final Volume volume;
    private final Superblock superblock;
    private final Map<Long, TreeNode> kept;

    Tree(Volume volume, Superblock superblock, Limits limits) {
        this.volume = volume;
        this.superblock = superblock;
        int most = (int) Math.max(8, Math.min(MOST_KEPT, limits.memory() / 4 / superblock.blockSize()));
        this.kept = new LinkedHashMap<>(16, 0.75f, true) {
            private static final long serialVersionUID = 1L;

            @Override
            protected boolean removeEldestEntry(Map.Entry<Long, TreeNode> eldest) {
                return size() > most;
            }
        };
    }

    Superblock superblock() {
        return superblock;
    }

    TreeNode root() throws IOException {
        return node(superblock.root(), superblock.rootLevel());
    }

    /** The node in a block, which must be of this level. */
    TreeNode node(long block, int level) throws IOException {
        synchronized (kept) {
            TreeNode known = kept.get(block);
            if (known != null && known.level() == level) {
                return known;
            }
        }
        String name = "ReiserFS tree node in block " + block;
        long place = place(name, block, superblock.blockSize());
        Structure bytes = Structure.read(volume, name, place, superblock.blockSize(), ByteOrder.LITTLE_ENDIAN);
        TreeNode node = new TreeNode(bytes, level);
        synchronized (kept) {
            kept.put(block, node);
        }
        return node;
    }

    /** The item with exactly this key. */
    Optional<Item> find(Key key) throws IOException {
        TreeCursor cursor = new TreeCursor(this);
        return cursor.seek(key) && cursor.item().key().equals(key) ? Optional.of(cursor.item()) : Optional.empty();
    }

    /** Fills a buffer from so many bytes behind the start of a block. */
    void read(long block, long within, ByteBuffer into) throws IOException {
        volume.read(place("ReiserFS data", block, within + into.remaining()) + within, into);
    }

    private long place(String name, long block, long length) throws CorruptFileSystemException {
        if (block == 0 || block >= superblock.blocks()) {
            throw new CorruptFileSystemException(name, -1, "there is no block " + block);
        }
        long place = block * superblock.blockSize();
        if (length > volume.size() - place) {
            throw new CorruptFileSystemException(name, place, "its end leaves the volume");
        }
        return place;
    }
}
