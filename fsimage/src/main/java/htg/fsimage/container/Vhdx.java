package htg.fsimage.container;

import htg.fsimage.volume.CorruptFileSystemException;
import java.io.IOException;
import java.nio.ByteOrder;

/** Microsoft's VHDX (MS-VHDX): fixed and dynamic disks whose log is empty. */
final class Vhdx implements Format {
    private static final int PRESENT = 6;
    private static final int PARTIALLY_PRESENT = 7;
    private static final long MEGABYTES = ~0xFFFFFL;

    @Override
    public boolean recognizes(Ends ends) {
        return ends.startsWith("vhdxfile");
    }

    @Override
    public Container open(Opening opening) throws IOException {
        VhdxHeader header = VhdxHeader.read(opening.file());
        opening.fact("block size", header.blockSize());
        opening.fact("sector size", header.sectorSize());
        // Behind so many entries for blocks there is one for a bitmap, which only disks with a parent use.
        long chunk = (1L << 23) * header.sectorSize() / header.blockSize();
        long blocks = header.size() / header.blockSize() + (header.size() % header.blockSize() == 0 ? 0 : 1);
        long needed = blocks == 0 ? 0 : blocks + (blocks - 1) / chunk;
        if (needed > header.tableLength() / 8) {
            throw new CorruptFileSystemException(
                    "VHDX block table", header.tableOffset(), "it is too short for " + blocks + " blocks");
        }
        return opening.mapped("vhdx", header.size(), map(header, chunk, opening));
    }

    private static MappedVolume.Map map(VhdxHeader header, long chunk, Opening opening) {
        Table table = opening.table(ByteOrder.LITTLE_ENDIAN);
        return (offset, most) -> {
            long block = offset / header.blockSize();
            long place = header.tableOffset() + 8 * (block + block / chunk);
            long entry = table.bits64(place, "VHDX block table");
            long within = offset % header.blockSize();
            int state = (int) (entry & 7);
            if (state < PRESENT) {
                return new Piece.Zeros(header.blockSize() - within);
            }
            long start = entry & MEGABYTES;
            if (state == PARTIALLY_PRESENT
                    || start <= 0
                    || start >= opening.file().size()) {
                throw new CorruptFileSystemException("VHDX block table", place, "a block at byte " + start);
            }
            return new Piece.Data(header.blockSize() - within, opening.file(), start + within);
        };
    }
}
