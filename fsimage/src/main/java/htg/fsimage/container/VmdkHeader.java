package htg.fsimage.container;

import htg.fsimage.volume.Structure;
import htg.fsimage.volume.UnsupportedFormatException;
import htg.fsimage.volume.Volume;
import java.io.IOException;
import java.nio.ByteOrder;

/**
 * The header of a sparse VMDK extent (VMware's "Virtual Disk Format 5.0"), checked.
 *
 * @param size of the extent in bytes
 * @param grainSize bytes
 * @param descriptorOffset where its descriptor is, in bytes; 0 where there is none
 * @param descriptorLength in bytes
 * @param tableEntries entries of a grain table
 * @param directoryOffset of the grain directory, in bytes
 * @param compressed whether grains are deflated
 * @param zeroEntries whether entry 1 stands for a grain of zeros
 */
record VmdkHeader(
        int version,
        long size,
        long grainSize,
        long descriptorOffset,
        long descriptorLength,
        long tableEntries,
        long directoryOffset,
        boolean compressed,
        boolean zeroEntries,
        boolean unclean) {
    static final String MAGIC = "KDMV";

    private static final int SECTOR = 512;
    private static final long ZERO_ENTRIES = 1 << 2;
    private static final long COMPRESSED = 1 << 16;
    private static final long MARKERS = 1 << 17;
    private static final int FOOTER = 1024;
    private static final long LARGEST_GRAIN = 1L << 30;
    private static final long LARGEST_PACKED = 4L << 20;

    /** Reads it from the start, or from the end where the start says so. */
    static VmdkHeader read(Volume file) throws IOException {
        Structure start = Structure.read(file, "VMDK header", 0, SECTOR, ByteOrder.LITTLE_ENDIAN);
        if (start.bits64(56) != -1) {
            return parse(start);
        }
        Structure footer = Structure.read(file, "VMDK footer", file.size() - FOOTER, SECTOR, ByteOrder.LITTLE_ENDIAN);
        footer.require(footer.has(0, Ends.latin(MAGIC)), "the image ends without it");
        return parse(footer);
    }

    private static VmdkHeader parse(Structure fields) throws IOException {
        int version = fields.s32(4);
        if (version < 1 || version > 3) {
            throw new UnsupportedFormatException("VMDK version " + Integer.toUnsignedString(version) + " is not read");
        }
        long flags = fields.u32(8);
        boolean compressed = isCompressed(fields, flags);
        long grain = sectors(fields, 20, "the grain size");
        boolean sane = Long.bitCount(grain) == 1 && grain <= (compressed ? LARGEST_PACKED : LARGEST_GRAIN);
        fields.require(sane, "a grain of " + grain + " bytes");
        long entries = fields.u32(44);
        fields.require(entries > 0 && entries <= 4096, "grain tables of " + entries + " entries");
        return new VmdkHeader(
                version,
                sectors(fields, 12, "the capacity"),
                grain,
                sectors(fields, 28, "the descriptor's offset"),
                sectors(fields, 36, "the descriptor's size"),
                entries,
                sectors(fields, 56, "the grain directory's offset"),
                compressed,
                (flags & ZERO_ENTRIES) != 0,
                fields.u8(72) != 0);
    }

    private static boolean isCompressed(Structure fields, long flags) throws IOException {
        if ((flags & COMPRESSED) == 0) {
            return false;
        }
        if (fields.u16(77) != 1 || (flags & MARKERS) == 0) {
            throw new UnsupportedFormatException("the VMDK is compressed by method " + fields.u16(77)
                    + ((flags & MARKERS) == 0 ? " without markers" : "") + ", which is not read");
        }
        return true;
    }

    private static long sectors(Structure fields, int offset, String what) throws IOException {
        long count = fields.u63(offset, what);
        fields.require(count <= Long.MAX_VALUE / SECTOR / 2, what + " is impossibly large");
        return count * SECTOR;
    }
}
