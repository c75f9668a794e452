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

/**
 * The disklabel of the BSDs (their {@code sys/disklabel.h}). In an MBR partition, FreeBSD counts from where its partition {@code c}
 * begins, NetBSD and OpenBSD from the start of the disk.
 */
final class BsdLabel {
    private static final int MAGIC = 0x82564557;
    private static final int SECOND_MAGIC = 132;
    private static final int PARTITIONS = 148;
    private static final int PARTITION = 16;
    private static final int MOST = 22;
    private static final int LENGTH = PARTITIONS + MOST * PARTITION;
    private static final int RAW = 2;
    /** Behind the boot block's first sector, and within it on machines that are no PCs. */
    private static final int[] WHOLE_DISK_PLACES = {512, 64};

    private final Structure fields;
    private final int count;
    private final long sectorSize;
    private final boolean wide;

    private BsdLabel(Structure fields, boolean openBsd) throws CorruptFileSystemException {
        this.fields = fields;
        this.count = fields.u16(138);
        this.sectorSize = fields.u32(40);
        this.wide = openBsd && fields.u16(114) == 1;
        fields.require(count <= MOST, "it has " + count + " partitions");
        boolean sane = Long.bitCount(sectorSize) == 1 && sectorSize >= 512 && sectorSize <= 65536;
        fields.require(sane, "sectors of " + sectorSize + " bytes");
    }

    /** Systems read labels with a wrong checksum as well, and GNU Parted writes some. */
    private List<String> problems() throws CorruptFileSystemException {
        int sum = 0;
        for (int at = 0; at < PARTITIONS + count * PARTITION; at += 2) {
            sum ^= fields.u16(at);
        }
        return sum == 0 ? List.of() : List.of("The disklabel at byte " + fields.place() + " has a wrong checksum.");
    }

    /** The label of a disk that has no other table. */
    static Optional<PartitionTable> readWhole(Volume disk) throws IOException {
        for (int place : WHOLE_DISK_PLACES) {
            if (isAt(disk, place)) {
                try {
                    BsdLabel label = new BsdLabel(structure(disk, place), true);
                    return Optional.of(label.table());
                } catch (CorruptFileSystemException damaged) {
                    return Optional.of(new PartitionTable(
                            Scheme.BSD,
                            512,
                            "",
                            List.of(),
                            List.of("The disklabel is damaged: " + damaged.getMessage() + ".")));
                }
            }
        }
        return Optional.empty();
    }

    private PartitionTable table() throws CorruptFileSystemException {
        List<Slice> slices = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            if (isUsed(i)) {
                slices.add(slice(i, extent(i, 0)));
            }
        }
        return new PartitionTable(Scheme.BSD, (int) sectorSize, "", slices, problems());
    }

    /** The slices of an MBR partition; none where it has no label. */
    static List<Slice> readIn(Volume disk, Slice outer, int type, List<Extent> partitions, List<String> problems)
            throws IOException {
        if (!isAt(disk, outer.extent().offset() + 512)) {
            return List.of();
        }
        try {
            Structure fields = structure(disk, outer.extent().offset() + 512);
            BsdLabel label = new BsdLabel(fields, type == MbrTypes.OPENBSD);
            problems.addAll(label.problems());
            return label.slices(outer, type, partitions);
        } catch (CorruptFileSystemException damaged) {
            problems.add("In partition " + outer.name() + ": " + damaged.getMessage() + ".");
            return List.of();
        }
    }

    private List<Slice> slices(Slice outer, int type, List<Extent> partitions) throws CorruptFileSystemException {
        long base = 0;
        if (type == MbrTypes.FREEBSD) {
            base = outer.extent().offset() - (count > RAW && fsType(RAW) == 0 ? offset(RAW) : 0);
        }
        List<Slice> slices = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            if (!isUsed(i) || offset(i) + base < 0) {
                continue;
            }
            Extent extent = extent(i, base);
            // NetBSD and OpenBSD also list the MBR's partitions.
            if (!partitions.contains(extent)) {
                slices.add(slice(i, extent).in(outer));
            }
        }
        return slices;
    }

    private static boolean isAt(Volume disk, long place) throws IOException {
        if (place < 0 || place > disk.size() - LENGTH) {
            return false;
        }
        Structure fields = structure(disk, place);
        return fields.s32(0) == MAGIC && fields.s32(SECOND_MAGIC) == MAGIC;
    }

    private static Structure structure(Volume disk, long place) throws IOException {
        return Structure.read(disk, "BSD disklabel", place, LENGTH, ByteOrder.LITTLE_ENDIAN);
    }

    /** Those of type 0 are not in use, or are c or d, which stand for all of the disk or partition. */
    private boolean isUsed(int index) throws CorruptFileSystemException {
        return fsType(index) != 0 && size(index) > 0;
    }

    private int fsType(int index) throws CorruptFileSystemException {
        return fields.u8(PARTITIONS + index * PARTITION + 12);
    }

    private long offset(int index) throws CorruptFileSystemException {
        int at = PARTITIONS + index * PARTITION;
        long high = wide ? fields.u16(at + 8) : 0;
        return (fields.u32(at + 4) + (high << 32)) * sectorSize;
    }

    private long size(int index) throws CorruptFileSystemException {
        int at = PARTITIONS + index * PARTITION;
        long high = wide ? fields.u16(at + 10) : 0;
        return (fields.u32(at) + (high << 32)) * sectorSize;
    }

    private Extent extent(int index, long base) throws CorruptFileSystemException {
        long offset = offset(index) + base;
        boolean sane = offset >= 0 && size(index) >= 0 && offset <= Long.MAX_VALUE - size(index);
        fields.require(sane, "partition " + (char) ('a' + index) + " is impossibly large");
        return new Extent(offset, size(index));
    }

    private Slice slice(int index, Extent extent) throws CorruptFileSystemException {
        int type = fsType(index);
        String name = String.valueOf((char) ('a' + index));
        return Slice.of(name, index + 1, BsdTypes.words(type), String.valueOf(type), extent);
    }
}
