package htg.fsimage.archive;

import htg.fsimage.volume.Names;
import java.util.Arrays;
import java.util.SplittableRandom;

/** The entries of all folders: finds the one with a name in a folder. Names are kept as bytes, in one array. */
final class NameTable {
    static final int NONE = -1;
    private static final int LENGTH_BITS = 24;

    /** Always another, so that nobody can make names that all have the same hash. */
    private final long multiplier = new SplittableRandom().nextLong() | 1;

    private byte[] pool = new byte[256];
    private int used;
    /** Of each entry where its name is in the pool, and its length. */
    private final LongList names = new LongList();
    /** Of each entry the folder that it is in, and the next with the same hash. */
    private final IntList folders = new IntList();

    private final IntList chain = new IntList();
    private int[] heads = new int[64];

    NameTable() {
        Arrays.fill(heads, NONE);
    }

    int find(int folder, String name) {
        byte[] bytes = Names.encode(name);
        int entry = heads[slot(folder, bytes, 0, bytes.length)];
        while (entry != NONE && !(folders.get(entry) == folder && same(entry, bytes))) {
            entry = chain.get(entry);
        }
        return entry;
    }

    /** Adds one that is not there; its number, the next after the one before. */
    int add(int folder, String name) {
        byte[] bytes = Names.encode(name);
        if (pool.length - used < bytes.length) {
            pool = Arrays.copyOf(pool, Math.max(used + bytes.length, pool.length + pool.length / 2));
        }
        System.arraycopy(bytes, 0, pool, used, bytes.length);
        int entry = names.add(((long) used << LENGTH_BITS) | bytes.length);
        used += bytes.length;
        folders.add(folder);
        chain.add(NONE);
        if (names.size() > heads.length) {
            grow();
        } else {
            hang(entry, slot(folder, bytes, 0, bytes.length));
        }
        return entry;
    }

    String name(int entry) {
        int from = from(entry);
        return Names.decode(Arrays.copyOfRange(pool, from, from + length(entry)));
    }

    int size() {
        return names.size();
    }

    /** Bytes of memory. */
    long memory() {
        return pool.length + names.memory() + folders.memory() + chain.memory() + 4L * heads.length;
    }

    private void grow() {
        heads = new int[heads.length * 2];
        Arrays.fill(heads, NONE);
        for (int entry = 0; entry < names.size(); entry++) {
            hang(entry, slot(folders.get(entry), pool, from(entry), length(entry)));
        }
    }

    private void hang(int entry, int slot) {
        chain.set(entry, heads[slot]);
        heads[slot] = entry;
    }

    private int slot(int folder, byte[] bytes, int from, int length) {
        long hash = folder;
        for (int i = from; i < from + length; i++) {
            hash = hash * multiplier + bytes[i] + 1;
        }
        hash *= multiplier;
        return (int) (hash >>> 33) & (heads.length - 1);
    }

    private boolean same(int entry, byte[] bytes) {
        int from = from(entry);
        return Arrays.equals(pool, from, from + length(entry), bytes, 0, bytes.length);
    }

    private int from(int entry) {
        return (int) (names.get(entry) >>> LENGTH_BITS);
    }

    private int length(int entry) {
        return (int) names.get(entry) & ((1 << LENGTH_BITS) - 1);
    }
}
