package htg.fsimage.container;

import htg.fsimage.volume.Structure;
import htg.fsimage.volume.Volume;
import java.io.IOException;
import java.nio.ByteOrder;
import java.util.UUID;

/**
 * The header of a dynamic or differencing VHD, whose checksum and sizes have been verified.
 *
 * @param tableOffset of the block allocation table, in bytes
 * @param blockSize bytes of the disk that one entry stands for
 * @param parent the identifier of the disk that a differencing one builds on
 * @param parentName its file name
 */
record VhdHeader(long tableOffset, long blockSize, UUID parent, String parentName) {
    private static final int SIZE = 1024;
    private static final int CHECKSUM = 36;
    private static final int NAME = 64;
    private static final int NAME_LENGTH = 512;
    private static final long LARGEST_BLOCK = 256L << 20;

    static VhdHeader read(Volume file, long place, long diskSize) throws IOException {
        Structure fields = Structure.read(file, "VHD header", place, SIZE, ByteOrder.BIG_ENDIAN);
        fields.require(fields.has(0, Ends.latin("cxsparse")), "it is not there");
        fields.require(Vhd.checksum(fields, CHECKSUM) == fields.s32(CHECKSUM), "its checksum is wrong");
        long block = fields.u32(32);
        boolean sane = Long.bitCount(block) == 1 && block >= 512 && block <= LARGEST_BLOCK;
        fields.require(sane, "blocks of " + block + " bytes");
        long needed = diskSize / block + (diskSize % block == 0 ? 0 : 1);
        fields.require(
                fields.u32(28) >= needed, "its table of " + fields.u32(28) + " blocks is too short for the disk");
        long table = fields.u63(16, "the table's offset");
        fields.require(
                table % 4 == 0 && table <= file.size() && 4 * needed <= file.size() - table,
                "its table at byte " + table + " leaves the file");
        return new VhdHeader(table, block, fields.uuid(40), name(fields));
    }

    private static String name(Structure fields) throws IOException {
        StringBuilder name = new StringBuilder();
        for (int at = NAME; at < NAME + NAME_LENGTH && fields.u16(at) != 0; at += 2) {
            name.append((char) fields.u16(at));
        }
        return name.toString();
    }

    /** Bytes of the bitmap of written sectors that stands before each block. */
    long bitmapSize() {
        long bytes = (blockSize / 512 + 7) / 8;
        return (bytes + 511) / 512 * 512;
    }
}
