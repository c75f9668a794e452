package htg.fsimage.ufs;

import htg.fsimage.fs.Attributes;
import htg.fsimage.fs.FileType;
import htg.fsimage.fs.Times;
import htg.fsimage.volume.CorruptFileSystemException;
import htg.fsimage.volume.Structure;

/**
 * An inode.
 *
 * @param number counted from 0; 2 is the root folder
 * @param variant how it is laid out
 * @param fields its bytes
 */
record Inode(long number, Variant variant, Structure fields) {
    /** In the flags: the file is a snapshot of the whole file system. */
    private static final int SNAPSHOT = 0x0020_0000;

    FileType type() throws CorruptFileSystemException {
        return FileType.ofMode(fields.u16(0));
    }

    /** In bytes. */
    long size() throws CorruptFileSystemException {
        return fields.u63(variant == Variant.UFS2 ? 16 : 8, "its size");
    }

    /** Whether no block belongs to it. */
    boolean withoutBlocks() throws CorruptFileSystemException {
        return variant == Variant.UFS2 ? fields.bits64(24) == 0 : fields.u32(104) == 0;
    }

    boolean snapshot() throws CorruptFileSystemException {
        int flags = switch (variant) {
            case UFS2 -> fields.s32(88);
            case BSD -> fields.s32(100);
            case OLD_BSD, SOLARIS -> 0;
        };
        return (flags & SNAPSHOT) != 0 && type() == FileType.REGULAR;
    }

    /** One of its fifteen pointers to blocks; the last three lead to indirect blocks. */
    long pointer(int index) throws CorruptFileSystemException {
        int at = variant.pointersOffset() + index * variant.pointerSize();
        return variant.pointerSize() == 8 ? fields.bits64(at) : fields.u32(at);
    }

    Attributes attributes() throws CorruptFileSystemException {
        Attributes.Device device = switch (type()) {
            case CHARACTER_DEVICE, BLOCK_DEVICE -> device();
            default -> Attributes.Device.NONE;
        };
        return Attributes.of(type(), number, size())
                .permissions(fields.u16(0))
                .owner(owner(), group())
                .links(fields.u16(2))
                .device(device)
                .times(times());
    }

    private Times times() throws CorruptFileSystemException {
        return variant == Variant.UFS2 ? InodeTimes.ofSecond(fields) : InodeTimes.ofFirst(fields, variant);
    }

    private long owner() throws CorruptFileSystemException {
        return switch (variant) {
            case UFS2 -> fields.u32(4);
            case BSD -> fields.u32(112);
            case OLD_BSD -> fields.u16(4);
            case SOLARIS -> fields.u16(4) == 0xFFFF ? fields.u32(116) : fields.u16(4);
        };
    }

    private long group() throws CorruptFileSystemException {
        return switch (variant) {
            case UFS2 -> fields.u32(8);
            case BSD -> fields.u32(116);
            case OLD_BSD -> fields.u16(6);
            case SOLARIS -> fields.u16(6) == 0xFFFF ? fields.u32(120) : fields.u16(6);
        };
    }

    /** System V splits a number elsewhere than BSD, and each BSD after its own fashion: this is NetBSD's, which keeps them on disks. */
    private Attributes.Device device() throws CorruptFileSystemException {
        int number = (int) pointer(0);
        if (variant == Variant.SOLARIS) {
            int wide = (int) pointer(1) == 0 ? number : (int) pointer(1);
            return wide >>> 16 == 0
                    ? new Attributes.Device((wide >> 8) & 0xFF, wide & 0xFF)
                    : new Attributes.Device(wide >>> 18, wide & 0x3FFFF);
        }
        return new Attributes.Device((number >> 8) & 0xFFF, ((number >>> 12) & 0xFFF00) | (number & 0xFF));
    }
}
