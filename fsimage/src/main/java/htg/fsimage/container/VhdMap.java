package htg.fsimage.container;

import htg.fsimage.volume.CorruptFileSystemException;
import htg.fsimage.volume.Volume;
import java.io.IOException;
import org.jspecify.annotations.Nullable;

/** Where a VHD keeps its blocks. Each begins with a bitmap of the sectors that were ever written. */
final class VhdMap implements MappedVolume.Map {
    private static final long UNUSED = 0xFFFFFFFFL;
    private static final int SECTOR = 512;

    private final VhdHeader header;
    private final Volume file;
    private final @Nullable Volume parent;
    private final Table table;

    VhdMap(VhdHeader header, Volume file, @Nullable Volume parent, Table table) {
        this.header = header;
        this.file = file;
        this.parent = parent;
        this.table = table;
    }

    @Override
    public Piece at(long offset, long most) throws IOException {
        long place = header.tableOffset() + 4 * (offset / header.blockSize());
        long entry = table.u32(place, "VHD block table");
        long within = offset % header.blockSize();
        if (entry == UNUSED) {
            return missing(offset, header.blockSize() - within);
        }
        long block = entry * SECTOR;
        if (block + header.bitmapSize() >= file.size()) {
            throw new CorruptFileSystemException("VHD block table", place, "a block at sector " + entry);
        }
        int first = (int) (within / SECTOR);
        boolean written = isWritten(block, first);
        long end = endOfRun(block, first, written, within + most);
        return written
                ? new Piece.Data(end - within, file, block + header.bitmapSize() + within)
                : missing(offset, end - within);
    }

    /** How far sectors are written, or are not, in bytes from the start of the block; not much farther than is of interest. */
    private long endOfRun(long block, int first, boolean written, long most) throws IOException {
        int sectors = (int) (header.blockSize() / SECTOR);
        int last = (int) Math.min(sectors, most / SECTOR + 1);
        int end = first + 1;
        while (end < last && isWritten(block, end) == written) {
            end++;
        }
        return (long) end * SECTOR;
    }

    private boolean isWritten(long block, int sector) throws IOException {
        return (table.u8(block + sector / 8, "VHD sector bitmap") & (0x80 >> (sector % 8))) != 0;
    }

    private Piece missing(long offset, long length) {
        return parent == null ? new Piece.Zeros(length) : new Piece.Data(length, parent, offset);
    }
}
