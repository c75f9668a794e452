package htg.fsimage.partition;

import htg.fsimage.volume.CorruptFileSystemException;
import htg.fsimage.volume.Extent;
import htg.fsimage.volume.Structure;
import htg.fsimage.volume.Volume;
import java.io.IOException;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** The label in the first sector of disks of SPARC machines, big-endian (illumos {@code sys/dklabel.h}). */
final class SunLabel {
    private static final int LENGTH = 512;
    private static final int MAGIC = 0xDABE;
    private static final int SANE = 0x600DDEEE;
    private static final int TAGS = 142;
    private static final int PARTITIONS = 444;
    private static final int COUNT = 8;
    private static final int SECTOR = 512;

    private SunLabel() {}

    static Optional<PartitionTable> read(Volume disk) throws IOException {
        if (disk.size() < LENGTH) {
            return Optional.empty();
        }
        Structure fields = Structure.read(disk, "Sun label", 0, LENGTH, ByteOrder.BIG_ENDIAN);
        if (fields.u16(508) != MAGIC || checksum(fields) != 0) {
            return Optional.empty();
        }
        long cylinder = (long) fields.u16(436) * fields.u16(438) * SECTOR;
        boolean tagged = fields.s32(188) == SANE && fields.u16(140) <= COUNT;
        List<Slice> slices = new ArrayList<>();
        for (int i = 0; i < COUNT; i++) {
            long length = fields.u32(PARTITIONS + 8 * i + 4) * SECTOR;
            int tag = tagged ? fields.u16(TAGS + 4 * i) : i == 2 ? SolarisTags.BACKUP : 0;
            if (length > 0 && tag != SolarisTags.BACKUP) {
                slices.add(slice(i, tag, extent(fields, i, cylinder, length)));
            }
        }
        return Optional.of(new PartitionTable(Scheme.SUN, SECTOR, "", slices, List.of()));
    }

    private static Extent extent(Structure fields, int index, long cylinder, long length)
            throws CorruptFileSystemException {
        // 32 bits of cylinders of at most 2^41 bytes: a product that does not fit is a slice behind any disk's end.
        long start = fields.u32(PARTITIONS + 8 * index);
        boolean fits = cylinder == 0 || start <= (Long.MAX_VALUE - length) / cylinder;
        return new Extent(fits ? start * cylinder : Long.MAX_VALUE - length, length);
    }

    private static Slice slice(int index, int tag, Extent extent) {
        return Slice.of(String.valueOf(index + 1), index + 1, SolarisTags.words(tag), SolarisTags.id(tag), extent);
    }

    /** All 16-bit words added without carry, which gives 0 with the right checksum among them. */
    static int checksum(Structure fields) throws CorruptFileSystemException {
        int sum = 0;
        for (int at = 0; at + 1 < fields.length(); at += 2) {
            sum ^= fields.u16(at);
        }
        return sum;
    }
}
