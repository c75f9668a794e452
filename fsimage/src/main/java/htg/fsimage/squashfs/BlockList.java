package htg.fsimage.squashfs;

import java.io.IOException;
import java.util.Arrays;

/** The sizes of a file's blocks, from which their places follow. */
final class BlockList {
    private static final int STORED = 1 << 24;
    private static final int STEP = 64;
    private static final int FIRST_ROOM = 1024;

    private final int[] sizes;
    /** Where every 64th begins. */
    private final long[] places;

    private BlockList(int[] sizes, long start) {
        this.sizes = sizes;
        this.places = new long[sizes.length / STEP + 1];
        long place = start;
        for (int i = 0; i < sizes.length; i++) {
            if (i % STEP == 0) {
                places[i / STEP] = place;
            }
            place += sizes[i] & (STORED - 1);
        }
    }

    /** Reads so many sizes; takes no more memory than there really are. */
    static BlockList read(MetadataCursor cursor, int count, long start) throws IOException {
        int[] sizes = new int[Math.min(count, FIRST_ROOM)];
        for (int i = 0; i < count; i++) {
            if (i == sizes.length) {
                sizes = Arrays.copyOf(sizes, Math.min(count, sizes.length * 2));
            }
            sizes[i] = cursor.s32();
            if (sizes[i] >>> 25 != 0) {
                throw cursor.corrupt("block " + i + " has the size %08x".formatted(sizes[i]));
            }
        }
        return new BlockList(sizes, start);
    }

    int count() {
        return sizes.length;
    }

    boolean hole(int index) {
        return sizes[index] == 0;
    }

    boolean stored(int index) {
        return (sizes[index] & STORED) != 0;
    }

    /** Bytes in the volume. */
    int length(int index) {
        return sizes[index] & (STORED - 1);
    }

    long place(int index) {
        long place = places[index / STEP];
        for (int i = index - index % STEP; i < index; i++) {
            place += length(i);
        }
        return place;
    }
}
