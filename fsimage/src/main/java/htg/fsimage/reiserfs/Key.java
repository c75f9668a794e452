package htg.fsimage.reiserfs;

import htg.fsimage.volume.CorruptFileSystemException;
import htg.fsimage.volume.Structure;
import java.util.Comparator;

/**
 * What items are ordered by.
 *
 * @param folder the object number of the folder that the object was made in
 * @param object the number of a file or folder
 * @param offset of a file's bytes the first one, counted from 1; of names the lowest; 0 for stat data
 * @param type of the item
 */
record Key(long folder, long object, long offset, int type) implements Comparable<Key> {
    static final int LENGTH = 16;
    static final int STAT_DATA = 0;
    static final int INDIRECT = 1;
    static final int DIRECT = 2;
    static final int NAMES = 3;
    /** Comes behind all types. */
    static final int ANY = 15;

    private static final Comparator<Key> ORDER = Comparator.comparingLong(Key::folder)
            .thenComparingLong(Key::object)
            .thenComparingLong(Key::offset)
            .thenComparingInt(Key::type);

    /** The key of an item, which says of which version it is: 0 with 32 bits for the offset and the type each, 1 with 60 and 4. */
    static Key ofItem(Structure node, int at, int version) throws CorruptFileSystemException {
        long bits = node.bits64(at + 8);
        return version == 1
                ? new Key(node.u32(at), node.u32(at + 4), bits & 0x0FFF_FFFF_FFFF_FFFFL, (int) (bits >>> 60))
                : new Key(node.u32(at), node.u32(at + 4), bits & 0xFFFF_FFFFL, oldType((int) (bits >>> 32)));
    }

    /** A key between two nodes, which does not say it: no old type looks like a new one but that of stat data, which is the same. */
    static Key ofNode(Structure node, int at) throws CorruptFileSystemException {
        int type = (int) (node.bits64(at + 8) >>> 60);
        return ofItem(node, at, type == STAT_DATA || type == ANY ? 0 : 1);
    }

    private static int oldType(int number) {
        return switch (number) {
            case 0 -> STAT_DATA;
            case -2 -> INDIRECT;
            case -1 -> DIRECT;
            case 500 -> NAMES;
            default -> ANY;
        };
    }

    Key at(long place, int kind) {
        return new Key(folder, object, place, kind);
    }

    boolean sameObject(Key other) {
        return folder == other.folder && object == other.object;
    }

    @Override
    public int compareTo(Key other) {
        return ORDER.compare(this, other);
    }

    @Override
    public String toString() {
        return "[" + folder + " " + object + " " + offset + " " + type + "]";
    }
}
