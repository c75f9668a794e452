package htg.fsimage.partition;

import htg.fsimage.volume.CorruptFileSystemException;
import htg.fsimage.volume.Extent;
import htg.fsimage.volume.Structure;
import htg.fsimage.volume.Volume;
import java.io.IOException;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.List;

/** The VTOC of Solaris on x86, in the second sector of its MBR partition (illumos {@code sys/dklabel.h}, {@code sys/vtoc.h}). */
final class SolarisLabel {
    private static final int LENGTH = 512;
    private static final int SANE = 0x600DDEEE;
    private static final int SLICES = 72;
    private static final int SLICE = 12;
    private static final int MOST = 16;
    private static final int MAGIC = 0xDABE;

    private SolarisLabel() {}

    /**
     * The slices of a partition; none where it has no VTOC, as when type 0x82 means Linux swap.
     *
     * @param expected whether the lack of one is worth telling
     */
    static List<Slice> read(Volume disk, Slice outer, boolean expected, List<String> problems) throws IOException {
        if (outer.extent().offset() + 2 * LENGTH > disk.size()) {
            return List.of();
        }
        Structure fields =
                Structure.read(disk, "Solaris VTOC", outer.extent().offset() + LENGTH, LENGTH, ByteOrder.LITTLE_ENDIAN);
        if (fields.s32(12) != SANE) {
            if (expected) {
                problems.add("Partition " + outer.name() + " has no VTOC.");
            }
            return List.of();
        }
        if (fields.u16(508) != MAGIC || SunLabel.checksum(fields) != 0) {
            problems.add("The VTOC in partition " + outer.name() + " has a wrong checksum.");
        }
        try {
            return slices(fields, outer);
        } catch (CorruptFileSystemException damaged) {
            problems.add("In partition " + outer.name() + ": " + damaged.getMessage() + ".");
            return List.of();
        }
    }

    private static List<Slice> slices(Structure fields, Slice outer) throws CorruptFileSystemException {
        int sectorSize = fields.u16(28) == 0 ? 512 : fields.u16(28);
        int count = fields.u16(30);
        fields.require(fields.s32(16) == 1, "its version is " + fields.u32(16));
        fields.require(count <= MOST, "it has " + count + " slices");
        fields.require(Integer.bitCount(sectorSize) == 1, "sectors of " + sectorSize + " bytes");
        List<Slice> slices = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            int at = SLICES + i * SLICE;
            int tag = fields.u16(at);
            long length = fields.u32(at + 8) * sectorSize;
            if (tag != SolarisTags.BACKUP && length > 0) {
                long start = outer.extent().offset() + fields.u32(at + 4) * sectorSize;
                String name = String.valueOf((char) ('a' + i));
                slices.add(Slice.of(name, i + 1, SolarisTags.words(tag), SolarisTags.id(tag), new Extent(start, length))
                        .in(outer));
            }
        }
        return slices;
    }
}
