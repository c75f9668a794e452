package htg.fsimage.xfs;

import htg.fsimage.volume.Structure;

/**
 * The data or the attributes of an inode ("Inode Data Fork", "Attribute Fork").
 *
 * @param inode whose it is
 * @param bytes what the inode has room for
 * @param extents how many extents there are, where the format is {@link Format#EXTENTS}
 */
record Fork(long inode, Format format, Structure bytes, long extents) {
    /** What the inode holds of it. */
    enum Format {
        /** The number of a device. */
        DEVICE,
        /** All of it. */
        LOCAL,
        EXTENTS,
        /** The root of a tree of extents. */
        TREE
    }
}
