package htg.fsimage.btrfs;

/**
 * The key of an item; trees are sorted by its three numbers, of which the outer two have no sign.
 *
 * @param object mostly an inode or a tree
 * @param type what the item is
 * @param offset its meaning depends on the type
 */
record Key(long object, int type, long offset) implements Comparable<Key> {
    static final int SIZE = 17;

    static final int INODE_ITEM = 1;
    static final int INODE_REF = 12;
    static final int XATTR_ITEM = 24;
    static final int DIR_ITEM = 84;
    static final int DIR_INDEX = 96;
    static final int EXTENT_DATA = 108;
    static final int EXTENT_CSUM = 128;
    static final int ROOT_ITEM = 132;
    static final int ROOT_BACKREF = 144;
    static final int ROOT_REF = 156;
    static final int DEV_ITEM = 216;
    static final int CHUNK_ITEM = 228;

    static final long FS_TREE = 5;
    static final long CSUM_TREE = 7;
    /** The first number of a file or subvolume; each subvolume's root folder has it. */
    static final long FIRST = 256;
    /** Behind the last one; what follows, up to -1, are objects of the system's own. */
    static final long BEHIND_LAST = -255;

    static final long CSUM_OBJECT = -10;

    @Override
    public int compareTo(Key other) {
        int order = Long.compareUnsigned(object, other.object);
        if (order == 0) {
            order = Integer.compare(type, other.type);
        }
        return order != 0 ? order : Long.compareUnsigned(offset, other.offset);
    }

    @Override
    public String toString() {
        return "(" + Long.toUnsignedString(object) + " " + type + " " + Long.toUnsignedString(offset) + ")";
    }
}
