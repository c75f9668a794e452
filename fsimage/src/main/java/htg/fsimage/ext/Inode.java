package htg.fsimage.ext;

import htg.fsimage.fs.Attributes;
import htg.fsimage.fs.FileType;
import htg.fsimage.volume.CorruptFileSystemException;
import htg.fsimage.volume.Structure;

/**
 * An inode (ext4 documentation, "Index Nodes"), whose checksum is right where it has one.
 *
 * @param number from 1 on
 * @param fields all its bytes
 * @param attributes what it says of its file
 * @param generation tells a file from others that had this number before
 * @param flags see the constants
 * @param attributeBlock the block with its extended attributes, 0 for none
 */
record Inode(long number, Structure fields, Attributes attributes, int generation, int flags, long attributeBlock) {
    static final int ROOT = 2;
    /** Size of the oldest inodes, and of the part that all have. */
    static final int SMALL = 128;
    /** Where the block map is. */
    static final int MAP = 0x28;

    static final int MAP_LENGTH = 60;

    private static final int ENCRYPTED = 0x800;
    private static final int INDEXED = 0x1000;
    private static final int EXTENTS = 0x80000;
    private static final int ATTRIBUTE_VALUE = 0x200000;
    private static final int INLINE = 0x10000000;
    private static final int IGNORES_CASE = 0x40000000;

    FileType type() {
        return attributes.type();
    }

    long size() {
        return attributes.size();
    }

    boolean encrypted() {
        return (flags & ENCRYPTED) != 0;
    }

    /** Whether it is a folder with a hash index in some of its blocks. */
    boolean indexed() {
        return (flags & INDEXED) != 0;
    }

    boolean hasExtents() {
        return (flags & EXTENTS) != 0;
    }

    /** Whether it is no file, but holds the value of another's extended attribute. */
    boolean holdsAttributeValue() {
        return (flags & ATTRIBUTE_VALUE) != 0;
    }

    /** Whether its content is in the inode itself. */
    boolean inline() {
        return (flags & INLINE) != 0;
    }

    /** Whether it is a folder in which names that differ only in case are the same. */
    boolean ignoresCase() {
        return (flags & IGNORES_CASE) != 0;
    }

    /** The bytes where the block map is, or a short link's target, or content. */
    Structure map() throws CorruptFileSystemException {
        return fields.part(name(), MAP, MAP_LENGTH);
    }

    /** How many of its bytes have fields; extended attributes follow. */
    int fieldsLength() throws CorruptFileSystemException {
        return fields.length() == SMALL ? SMALL : SMALL + fields.u16(SMALL);
    }

    String name() {
        return fields.name();
    }

    /** Begins the checksum of a block of this file. */
    RawCrc32c checksum(Disk disk) {
        return disk.checksum().add32((int) number).add32(generation);
    }
}
