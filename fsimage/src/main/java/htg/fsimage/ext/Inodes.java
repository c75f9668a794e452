package htg.fsimage.ext;

import htg.fsimage.fs.Attributes;
import htg.fsimage.fs.Attributes.Device;
import htg.fsimage.fs.FileType;
import htg.fsimage.fs.Times;
import htg.fsimage.volume.CorruptFileSystemException;
import htg.fsimage.volume.Structure;
import java.io.IOException;
import java.time.Instant;

/** Finds inodes by their numbers, and reads them. */
final class Inodes {
    private static final int CHECKSUM_LOW = 0x7C;
    private static final int CHECKSUM_HIGH = 0x82;
    private static final long BILLION = 1_000_000_000;

    private final Disk disk;
    private final Geometry geometry;
    private final Groups groups;
    private final boolean fromHurd;

    Inodes(Disk disk) throws CorruptFileSystemException {
        this.disk = disk;
        this.geometry = disk.geometry();
        this.groups = new Groups(disk);
        this.fromHurd = disk.superblock().fromHurd();
    }

    /**
     * Reads an inode.
     *
     * @throws CorruptFileSystemException when there is no such inode, or it is damaged, or not in use
     */
    Inode read(long number) throws IOException {
        String name = "ext inode " + number;
        if (number < 1 || number > geometry.inodes()) {
            throw new CorruptFileSystemException(name, -1, "there are " + geometry.inodes());
        }
        long index = (number - 1) % geometry.inodesPerGroup();
        long table = groups.inodeTable((number - 1) / geometry.inodesPerGroup());
        Structure fields = disk.structure(name, table + index * geometry.inodeSize(), geometry.inodeSize());
        int extra = extraLength(fields);
        requireChecksum(fields, (int) number, extra);
        Attributes attributes = attributes(number, fields, extra);
        return new Inode(
                number,
                fields,
                attributes,
                fields.s32(0x64),
                fields.s32(0x20),
                fields.u32(0x68) | (disk.has(Feature.WIDE) && !fromHurd ? (long) fields.u16(0x76) << 32 : 0));
    }

    /** How many bytes of fields follow the first 128. */
    private static int extraLength(Structure fields) throws CorruptFileSystemException {
        if (fields.length() == Inode.SMALL) {
            return 0;
        }
        int extra = fields.u16(Inode.SMALL);
        fields.require(extra % 4 == 0 && extra <= fields.length() - Inode.SMALL, "it has " + extra + " bytes more");
        return extra;
    }

    private void requireChecksum(Structure fields, int number, int extra) throws CorruptFileSystemException {
        if (!disk.has(Feature.METADATA_CSUM)) {
            return;
        }
        byte[] bytes = fields.bytes();
        boolean wide = extra >= CHECKSUM_HIGH + 2 - Inode.SMALL;
        int stored = fields.u16(CHECKSUM_LOW) | (wide ? fields.u16(CHECKSUM_HIGH) << 16 : 0);
        bytes[CHECKSUM_LOW] = 0;
        bytes[CHECKSUM_LOW + 1] = 0;
        if (wide) {
            bytes[CHECKSUM_HIGH] = 0;
            bytes[CHECKSUM_HIGH + 1] = 0;
        }
        int sum =
                disk.checksum().add32(number).add32(fields.s32(0x64)).add(bytes).value();
        fields.require((wide ? sum : sum & 0xFFFF) == stored, "its checksum is wrong");
    }

    private Attributes attributes(long number, Structure fields, int extra) throws CorruptFileSystemException {
        int mode = fields.u16(0);
        fields.require(mode != 0, "it is not in use");
        fields.require(fields.u16(0x1A) != 0, "it was deleted");
        FileType type = FileType.ofMode(mode);
        fields.require(type != FileType.UNKNOWN, "its mode 0%o has no type of file".formatted(mode));
        return Attributes.of(type, number, size(type, fields))
                .permissions(mode)
                .owner(fields.u16(2) | (long) fields.u16(0x78) << 16, fields.u16(0x18) | (long) fields.u16(0x7A) << 16)
                .links(fields.u16(0x1A))
                .device(device(type, fields))
                .times(times(fields, extra));
    }

    private long size(FileType type, Structure fields) throws CorruptFileSystemException {
        boolean wide = type == FileType.REGULAR || (type == FileType.FOLDER && disk.has(Feature.LARGE_DIR));
        long size = fields.u32(4) | (wide ? fields.u32(0x6C) << 32 : 0);
        fields.require(size >= 0, "its size is impossibly large");
        return size;
    }

    private static Device device(FileType type, Structure fields) throws CorruptFileSystemException {
        if (type != FileType.BLOCK_DEVICE && type != FileType.CHARACTER_DEVICE) {
            return Device.NONE;
        }
        int old = fields.s32(Inode.MAP);
        if (old != 0) {
            return new Device(old >> 8 & 0xFF, old & 0xFF);
        }
        int number = fields.s32(Inode.MAP + 4);
        return new Device(number >> 8 & 0xFFF, (number & 0xFF) | (number >> 12 & 0xFFF00));
    }

    private static Times times(Structure fields, int extra) throws CorruptFileSystemException {
        return new Times(
                time(fields, 0x10, 0x88, extra),
                time(fields, 0xC, 0x84, extra),
                time(fields, 8, 0x8C, extra),
                extra >= 0x94 - Inode.SMALL ? time(fields, 0x90, 0x94, extra) : Times.NEVER);
    }

    /** Seconds at one place; two more bits of them and nanoseconds at another where the inode goes that far. */
    private static Instant time(Structure fields, int at, int more, int extra) throws CorruptFileSystemException {
        long seconds = fields.s32(at);
        if (extra < more + 4 - Inode.SMALL) {
            return Instant.ofEpochSecond(seconds);
        }
        long wide = fields.u32(more);
        return Instant.ofEpochSecond(seconds + ((wide & 3) << 32), Math.min(wide >> 2, BILLION - 1));
    }
}
