package htg.fsimage.partition;

import htg.fsimage.volume.Extent;
import htg.fsimage.volume.Structure;
import htg.fsimage.volume.Volume;
import java.io.IOException;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Apple's partition map (Inside Macintosh: Devices, chapter 3). */
final class AppleMap {
    private static final int DRIVER = 0x4552;
    private static final int ENTRY = 0x504D;
    private static final int LENGTH = 136;
    private static final int MOST = 256;

    private AppleMap() {}

    static Optional<PartitionTable> read(Volume disk) throws IOException {
        if (disk.size() < 512) {
            return Optional.empty();
        }
        Structure driver = Structure.read(disk, "Apple driver map", 0, 512, ByteOrder.BIG_ENDIAN);
        int block = driver.u16(2);
        if (driver.u16(0) != DRIVER || Integer.bitCount(block) != 1 || block < 512 || !isEntry(disk, block)) {
            return Optional.empty();
        }
        List<Slice> slices = new ArrayList<>();
        List<String> problems = new ArrayList<>();
        long count = entry(disk, block).u32(4);
        if (count > MOST) {
            problems.add("Of " + count + " entries of the Apple partition map " + MOST + " are read.");
        }
        for (int i = 1; i <= Math.min(count, MOST) && isEntry(disk, (long) i * block); i++) {
            slices.add(slice(entry(disk, (long) i * block), i, block));
        }
        if (slices.size() < Math.min(count, MOST)) {
            problems.add("The Apple partition map breaks off after " + slices.size() + " of " + count + " entries.");
        }
        return Optional.of(new PartitionTable(Scheme.APPLE, block, "", slices, problems));
    }

    private static boolean isEntry(Volume disk, long place) throws IOException {
        return place + LENGTH <= disk.size() && entry(disk, place).u16(0) == ENTRY;
    }

    private static Structure entry(Volume disk, long place) throws IOException {
        return Structure.read(disk, "Apple partition map entry", place, LENGTH, ByteOrder.BIG_ENDIAN);
    }

    private static Slice slice(Structure entry, int index, int block) throws IOException {
        Extent extent = new Extent(entry.u32(8) * block, entry.u32(12) * block);
        String type = entry.text(48, 32);
        return Slice.of(String.valueOf(index), index, type, type, extent).label(entry.text(16, 32));
    }
}
