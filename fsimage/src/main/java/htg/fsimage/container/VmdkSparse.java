package htg.fsimage.container;

import htg.fsimage.volume.CorruptFileSystemException;
import htg.fsimage.volume.Structure;
import htg.fsimage.volume.Volume;
import java.io.IOException;
import java.nio.ByteOrder;
import org.jspecify.annotations.Nullable;

/** Where a sparse VMDK extent keeps its grains: the grain directory leads to grain tables, and these to grains. */
final class VmdkSparse implements MappedVolume.Map {
    private static final int SECTOR = 512;
    private static final int MARKER = 12;

    private final VmdkHeader header;
    private final Volume file;
    private final @Nullable Volume parent;
    private final Table table;
    private final long diskOffset;

    /**
     * An extent in {@code file}.
     *
     * @param parent what shows where nothing was written
     * @param diskOffset where the extent begins in the disk, in bytes
     */
    VmdkSparse(VmdkHeader header, Volume file, @Nullable Volume parent, long diskOffset, long memory) {
        this.header = header;
        this.file = file;
        this.parent = parent;
        this.diskOffset = diskOffset;
        this.table = new Table(file, ByteOrder.LITTLE_ENDIAN, memory);
    }

    @Override
    public Piece at(long offset, long most) throws IOException {
        long grain = offset / header.grainSize();
        long within = offset % header.grainSize();
        long index = grain / header.tableEntries();
        long tableAt = SECTOR * table.u32(header.directoryOffset() + 4 * index, "VMDK grain directory");
        if (tableAt == 0) {
            long coverage = header.tableEntries() * header.grainSize();
            return missing(offset, coverage - offset % coverage);
        }
        long place = tableAt + 4 * (grain % header.tableEntries());
        long entry = table.u32(place, "VMDK grain table");
        long length = header.grainSize() - within;
        if (entry == 0) {
            return missing(offset, length);
        }
        if (entry == 1 && header.zeroEntries()) {
            return new Piece.Zeros(length);
        }
        if (entry * SECTOR >= file.size()) {
            throw new CorruptFileSystemException("VMDK grain table", place, "a grain at sector " + entry);
        }
        if (header.compressed()) {
            var block = new Piece.PackedBlock(
                    diskOffset + offset - within,
                    (int) header.grainSize(),
                    () -> unpack(entry * SECTOR, offset - within));
            return new Piece.Packed(length, block, (int) within);
        }
        return new Piece.Data(length, file, entry * SECTOR + within);
    }

    private Piece missing(long offset, long length) {
        return parent == null ? new Piece.Zeros(length) : new Piece.Data(length, parent, diskOffset + offset);
    }

    /** Before a compressed grain stand the sector that it is for and its packed size. */
    private byte[] unpack(long place, long offset) throws IOException {
        Structure marker = Structure.read(file, "VMDK compressed grain", place, MARKER, ByteOrder.LITTLE_ENDIAN);
        marker.require(marker.bits64(0) == offset / SECTOR, "it is for sector " + marker.bits64(0));
        long length = marker.u32(8);
        marker.require(length > 0 && length <= 2 * header.grainSize() + SECTOR, "it is " + length + " bytes long");
        byte[] packed = Structure.read(
                        file, "VMDK compressed grain", place + MARKER, (int) length, ByteOrder.LITTLE_ENDIAN)
                .bytes();
        byte[] grain = new byte[(int) header.grainSize()];
        int least = (int) Math.min(header.grainSize(), header.size() - offset);
        Unpacker.zlib().unpack("VMDK compressed grain", place, packed, grain, least);
        return grain;
    }
}
