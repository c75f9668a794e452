package htg.fsimage.squashfs;

import htg.fsimage.squashfs.BlockCache.Block;
import htg.fsimage.volume.CorruptFileSystemException;
import java.io.IOException;
import java.util.Arrays;

/** The blocks of 8 KB that inodes, folders and tables are packed in. */
final class Metadata {
    static final int BLOCK = 8192;
    private static final int STORED = 0x8000;
    private static final int HEADER = 2;

    private final Packing packing;
    private final long end;
    private final BlockCache cache;

    /**
     * The metadata of a file system.
     *
     * @param end where the file system ends
     */
    Metadata(Packing packing, long end, long memory) {
        this.packing = packing;
        this.end = Math.min(end, packing.volume().size());
        this.cache = new BlockCache(memory);
    }

    /** What begins in the block at {@code place}, {@code offset} bytes into it. */
    MetadataCursor at(String what, long place, int offset) {
        return new MetadataCursor(this, what, place, offset);
    }

    Block block(String what, long place) throws IOException {
        Block known = cache.get(place);
        if (known != null) {
            return known;
        }
        Block block = load(what, place);
        cache.put(place, block);
        return block;
    }

    private Block load(String what, long place) throws IOException {
        if (place < Superblock.LENGTH || place > end - HEADER) {
            throw new CorruptFileSystemException(what, place, "it is outside the file system");
        }
        byte[] raw = packing.volume().read(place, (int) Math.min(HEADER + BLOCK, end - place));
        int header = Byte.toUnsignedInt(raw[0]) | (Byte.toUnsignedInt(raw[1]) << 8);
        int length = header & ~STORED;
        if (length == 0 || length > raw.length - HEADER) {
            throw new CorruptFileSystemException(what, place, "its metadata block has " + length + " bytes");
        }
        long next = place + HEADER + length;
        if ((header & STORED) != 0) {
            return new Block(Arrays.copyOfRange(raw, HEADER, HEADER + length), next);
        }
        byte[] bytes = new byte[BLOCK];
        int unpacked = packing.unpack(what, place, raw, HEADER, length, bytes, 0, BLOCK);
        if (unpacked == 0) {
            throw new CorruptFileSystemException(what, place, "its metadata block is empty");
        }
        return new Block(unpacked == BLOCK ? bytes : Arrays.copyOf(bytes, unpacked), next);
    }
}
