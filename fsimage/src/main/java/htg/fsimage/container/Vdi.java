package htg.fsimage.container;

import htg.fsimage.volume.CorruptFileSystemException;
import htg.fsimage.volume.Structure;
import htg.fsimage.volume.UnsupportedFormatException;
import java.io.IOException;
import java.nio.ByteOrder;

/** VirtualBox's image format, version 1.1: dynamic and fixed disks. */
final class Vdi implements Format {
    private static final int MAGIC_PLACE = 0x40;
    private static final byte[] MAGIC = {0x7F, 0x10, (byte) 0xDA, (byte) 0xBE};
    private static final int HEADER = 0x1B8;
    private static final int DYNAMIC = 1;
    private static final int FIXED = 2;
    private static final long ZERO_BLOCK = 0xFFFFFFFEL;

    @Override
    public boolean recognizes(Ends ends) {
        return ends.start().has(MAGIC_PLACE, MAGIC);
    }

    @Override
    public Container open(Opening opening) throws IOException {
        Structure fields = Structure.read(opening.file(), "VDI header", 0, HEADER, ByteOrder.LITTLE_ENDIAN);
        if (fields.s32(0x44) != 0x10001) {
            throw new UnsupportedFormatException(
                    "VDI version " + fields.u16(0x46) + "." + fields.u16(0x44) + " is not read");
        }
        int type = fields.s32(0x4C);
        if (type != DYNAMIC && type != FIXED) {
            throw new UnsupportedFormatException(
                    type == 4
                            ? "the VDI is a differencing image, which needs its parent; it is not read"
                            : "VDIs of type " + Integer.toUnsignedString(type) + " are not read");
        }
        long size = fields.u63(0x170, "the disk's size");
        long block = fields.u32(0x178);
        boolean sane = Long.bitCount(block) == 1 && block >= 512 && block <= 1L << 30;
        fields.require(sane, "blocks of " + block + " bytes");
        long needed = size / block + (size % block == 0 ? 0 : 1);
        fields.require(fields.u32(0x180) >= needed, "its table of " + fields.u32(0x180) + " blocks is too short");
        opening.fact("type", type == DYNAMIC ? "dynamic" : "fixed");
        opening.fact("block size", block);
        long data = fields.u32(0x158);
        return opening.mapped("vdi", size, map(opening, fields.u32(0x154), data, block, fields.u32(0x17C)));
    }

    private static MappedVolume.Map map(Opening opening, long tableOffset, long data, long size, long extra) {
        Table table = opening.table(ByteOrder.LITTLE_ENDIAN);
        return (offset, most) -> {
            long place = tableOffset + 4 * (offset / size);
            long entry = table.u32(place, "VDI block table");
            long within = offset % size;
            if (entry >= ZERO_BLOCK) {
                return new Piece.Zeros(size - within);
            }
            long block = data + entry * (size + extra) + extra;
            if (block < 0 || block >= opening.file().size()) {
                throw new CorruptFileSystemException(
                        "VDI block table", place, "a block " + entry + " that is not there");
            }
            return new Piece.Data(size - within, opening.file(), block + within);
        };
    }
}
