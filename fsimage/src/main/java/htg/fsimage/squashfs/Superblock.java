package htg.fsimage.squashfs;

import htg.fsimage.volume.Structure;
import htg.fsimage.volume.UnsupportedFormatException;
import htg.fsimage.volume.Volume;
import java.io.IOException;
import java.nio.ByteOrder;
import java.time.Instant;

/**
 * Where everything is.
 *
 * @param blockSize bytes of a block of a file, a power of two
 * @param used bytes of the whole file system
 * @param root reference to the root's inode
 * @param xattrs where the table of extended attributes is, negative for none
 */
record Superblock(
        long inodeCount,
        Instant made,
        int blockSize,
        long fragmentCount,
        Compression compression,
        int flags,
        int idCount,
        long root,
        long used,
        long ids,
        long xattrs,
        long inodes,
        long folders,
        long fragments,
        long exports) {
    static final int LENGTH = 96;
    static final int EXPORTABLE = 0x80;
    private static final int SMALLEST_BLOCK = 12;
    private static final int LARGEST_BLOCK = 20;

    static Superblock read(Volume volume) throws IOException {
        Structure fields = Structure.read(volume, "squashfs superblock", 0, LENGTH, ByteOrder.LITTLE_ENDIAN);
        requireVersion(fields);
        int log = fields.u16(22);
        fields.require(log >= SMALLEST_BLOCK && log <= LARGEST_BLOCK, "its blocks have 2^" + log + " bytes");
        fields.require(fields.u32(12) == 1L << log, "its two block sizes differ");
        long used = fields.u63(40, "its size");
        fields.require(used >= LENGTH, "it is smaller than its superblock");
        return new Superblock(
                fields.u32(0x04),
                Instant.ofEpochSecond(fields.u32(0x08)),
                1 << log,
                fields.u32(0x10),
                Compression.of(fields.u16(20)),
                fields.u16(24),
                fields.u16(26),
                fields.bits64(32),
                used,
                table(fields, 48, used),
                fields.bits64(56) == -1 ? -1 : table(fields, 56, used),
                table(fields, 64, used),
                table(fields, 72, used),
                fields.bits64(80) == -1 ? -1 : table(fields, 80, used),
                fields.bits64(88));
    }

    private static void requireVersion(Structure fields) throws IOException {
        if (fields.has(0, (byte) 's', (byte) 'q', (byte) 's', (byte) 'h')) {
            throw new UnsupportedFormatException("big-endian squashfs is older than version 4.0, and is not read");
        }
        fields.require(fields.has(0, (byte) 'h', (byte) 's', (byte) 'q', (byte) 's'), "its magic number is wrong");
        int major = fields.u16(28);
        int minor = fields.u16(30);
        if (major != 4 || minor != 0) {
            throw new UnsupportedFormatException("squashfs " + major + "." + minor + " is not read, only 4.0");
        }
    }

    private static long table(Structure fields, int offset, long used) throws IOException {
        long place = fields.u63(offset, "the place of a table");
        fields.require(place >= LENGTH && place < used, "a table would be at byte " + place + " of " + used);
        return place;
    }
}
