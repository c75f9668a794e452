package htg.fsimage.btrfs;

import htg.fsimage.fs.Limits;
import htg.fsimage.volume.CorruptFileSystemException;
import htg.fsimage.volume.LimitExceededException;
import htg.fsimage.volume.Structure;
import java.io.IOException;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** All chunks by address. Filled once, then only read. */
final class ChunkMap {
    /** About what a chunk takes in memory, and each of its stripes. */
    private static final int WEIGHT = 200;

    private static final int STRIPE_WEIGHT = 100;

    private final TreeMap<Long, Chunk> chunks = new TreeMap<>();
    private final long mostMemory;
    private long memory;

    ChunkMap(Limits limits) {
        this.mostMemory = limits.memory() / 2;
    }

    void add(long start, Structure item) throws IOException {
        Chunk chunk = Chunk.parse(start, item);
        chunks.put(start, chunk);
        memory += WEIGHT + (long) STRIPE_WEIGHT * chunk.stripes().size();
        if (memory > mostMemory) {
            throw new LimitExceededException("the chunks of the btrfs file system take more than " + mostMemory
                    + " bytes of memory; so many are allowed");
        }
    }

    /** Adds the chunks that a superblock brings, so that the chunk tree can be read. */
    void addSystemChunks(Structure array) throws IOException {
        int at = 0;
        while (at < array.length()) {
            array.require(array.u8(at + 8) == Key.CHUNK_ITEM, "there is no chunk at " + at);
            long start = array.u63(at + 9, "address of a chunk");
            int size = Chunk.itemSize(array, at + Key.SIZE);
            add(start, array.part("btrfs system chunk", at + Key.SIZE, size));
            at += Key.SIZE + size;
        }
    }

    Chunk at(long address) throws CorruptFileSystemException {
        Map.Entry<Long, Chunk> found = chunks.floorEntry(address);
        if (found == null || !found.getValue().contains(address)) {
            throw new CorruptFileSystemException(
                    "btrfs address " + Long.toUnsignedString(address), -1, "it is in no chunk");
        }
        return found.getValue();
    }

    Collection<Chunk> all() {
        return chunks.values();
    }

    /** The profiles of the chunks of a type. */
    List<String> profiles(long type) {
        return chunks.values().stream()
                .filter(chunk -> (chunk.type() & type) != 0)
                .map(chunk -> chunk.profile().toString())
                .distinct()
                .sorted()
                .toList();
    }
}
