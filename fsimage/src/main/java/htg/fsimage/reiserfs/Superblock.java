package htg.fsimage.reiserfs;

import htg.fsimage.volume.CorruptFileSystemException;
import htg.fsimage.volume.Structure;
import htg.fsimage.volume.UnsupportedFormatException;
import htg.fsimage.volume.Volume;
import java.io.IOException;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.OptionalInt;

/**
 * The superblock, behind 8 KiB in the first versions and behind 64 KiB since.
 *
 * @param fields its bytes
 * @param blockSize bytes of a block
 * @param blocks how many there are
 */
record Superblock(Structure fields, int blockSize, long blocks) {
    static final int LENGTH = 204;
    /** Linux looks in this order. */
    private static final List<Integer> PLACES = List.of(8192, 65_536);

    private static final int MAGIC_OFFSET = 52;
    private static final byte[] OLD = "ReIsErFs".getBytes(StandardCharsets.US_ASCII);
    private static final byte[] NEW = "ReIsEr2Fs".getBytes(StandardCharsets.US_ASCII);
    private static final byte[] OTHER_JOURNAL = "ReIsEr3Fs".getBytes(StandardCharsets.US_ASCII);

    private static final long NO_TREE = 0xFFFF_FFFFL;
    private static final int HIGHEST_TREE = 8;

    /** Where the superblock is, given the first bytes of a volume. */
    static OptionalInt find(byte[] start) {
        Structure bytes = Structure.of("start", 0, start, ByteOrder.LITTLE_ENDIAN);
        return PLACES.stream()
                .filter(place -> place + LENGTH <= start.length && hasMagic(bytes, place))
                .mapToInt(Integer::intValue)
                .findFirst();
    }

    private static boolean hasMagic(Structure bytes, int place) {
        int at = place + MAGIC_OFFSET;
        return bytes.has(at, OLD) || bytes.has(at, NEW) || bytes.has(at, OTHER_JOURNAL);
    }

    static Superblock read(Volume volume) throws IOException {
        int end = PLACES.get(1) + LENGTH;
        byte[] start = volume.read(0, (int) Math.min(end, volume.size()));
        int place = find(start).orElseThrow(() -> new UnsupportedFormatException("there is no superblock of ReiserFS"));
        Structure fields = Structure.read(volume, "ReiserFS superblock", place, LENGTH, ByteOrder.LITTLE_ENDIAN);
        int blockSize = fields.u16(44);
        fields.require(blockSize >= 512 && Integer.bitCount(blockSize) == 1, "blocks of " + blockSize + " bytes");
        Superblock superblock = new Superblock(fields, blockSize, fields.u32(0));
        fields.require(superblock.root() != NO_TREE, "a check that rebuilds its tree was not finished");
        fields.require(
                superblock.rootLevel() >= 1 && superblock.rootLevel() < HIGHEST_TREE,
                "a tree of height " + (superblock.rootLevel() + 1));
        return superblock;
    }

    /** The block that the tree begins with. */
    long root() throws CorruptFileSystemException {
        return fields.u32(8);
    }

    /** Leaves are of level 1. */
    int rootLevel() throws CorruptFileSystemException {
        return fields.u16(68) - 1;
    }

    /** Whether it is of format 3.6, which has a label, wider numbers and large files. */
    boolean format36() throws CorruptFileSystemException {
        return fields.has(MAGIC_OFFSET, NEW) || (fields.has(MAGIC_OFFSET, OTHER_JOURNAL) && fields.u16(72) == 2);
    }

    /** Whether its journal is not where it usually is, or not as large. */
    boolean otherJournal() {
        return fields.has(MAGIC_OFFSET, OTHER_JOURNAL);
    }

    NameHash hash() throws CorruptFileSystemException {
        return NameHash.of(fields.u32(64));
    }
}
