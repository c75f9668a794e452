package htg.fsimage.fat;

import htg.fsimage.volume.LittleEndian;
import htg.fsimage.volume.Structure;
import htg.fsimage.volume.Volume;
import java.io.IOException;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.OptionalLong;

/**
 * In what state a volume is: what is free of it, and whether its redundant parts agree (FAT specification, sections 3.5, 4 and 5).
 *
 * @param used bytes in clusters that are taken; -1 where counting them would take long and the volume does not say
 * @param problems a sentence each
 */
record FatState(long used, List<String> problems) {
    /** A longer table is not read just to look at it. */
    private static final long LONGEST = 8 << 20;
    /** Whole entries of every width. */
    private static final int PIECE = 3 << 14;

    FatState {
        problems = List.copyOf(problems);
    }

    static FatState read(Volume volume, FatGeometry geometry) throws IOException {
        return new Reader(volume, geometry, Structure.read(volume, "FAT boot sector", 0, 512, ByteOrder.LITTLE_ENDIAN))
                .read();
    }

    /** While the volume is looked at. */
    private static final class Reader {
        private final Volume volume;
        private final FatGeometry geometry;
        private final Structure boot;
        private final boolean wide;
        private final long tableBytes;
        private final List<String> problems = new ArrayList<>();

        Reader(Volume volume, FatGeometry geometry, Structure boot) {
            this.volume = volume;
            this.geometry = geometry;
            this.boot = boot;
            this.wide = geometry.type() == FatType.FAT32;
            this.tableBytes =
                    Math.min(geometry.tableLength(), geometry.type().entryOffset(geometry.clusterCount() + 1) + 4);
        }

        FatState read() throws IOException {
            lookAtFlags();
            OptionalLong free = OptionalLong.empty();
            if (tableBytes <= LONGEST) {
                free = OptionalLong.of(countFree());
                compareTables();
            }
            OptionalLong told = wide ? lookAtInfoSector(free) : OptionalLong.empty();
            if (wide) {
                compareBootSectors();
            }
            OptionalLong best = free.isPresent() ? free : told;
            return new FatState(
                    best.isPresent() ? (geometry.clusterCount() - best.getAsLong()) * geometry.clusterSize() : -1,
                    problems);
        }

        /** The second entry of the table says how the volume was left, and so does a byte that Linux and Windows NT write. */
        private void lookAtFlags() throws IOException {
            long entry = LittleEndian.of(volume.read(geometry.tableOffset(), 8)).bits64(0);
            long flags = wide ? entry >>> 58 : entry >>> 30;
            boolean told = geometry.type() != FatType.FAT12;
            if ((told && (flags & 2) == 0) || (boot.u8(wide ? 65 : 37) & 1) != 0) {
                problems.add("The file system was not unmounted: it is marked dirty.");
            }
            if (told && (flags & 1) == 0) {
                problems.add("The medium failed once to be read or written, as a mark says.");
            }
        }

        private long countFree() throws IOException {
            long free = 0;
            long cluster = 0;
            for (long at = 0; cluster < geometry.clusterCount() + 2; at += PIECE) {
                LittleEndian piece = piece(geometry.tableOffset() + at, at);
                long end = Math.min(geometry.clusterCount() + 2, cluster + entries());
                for (long first = cluster; cluster < end; cluster++) {
                    free += cluster >= 2 && entry(piece, (int) (cluster - first)) == 0 ? 1 : 0;
                }
            }
            return free;
        }

        /** A piece of a table with room behind it, since an entry of FAT12 is read as a part of 16 bits. */
        private LittleEndian piece(long offset, long at) throws IOException {
            int length = (int) Math.min(PIECE, tableBytes - at);
            return LittleEndian.of(Arrays.copyOf(volume.read(offset, length), PIECE + 4));
        }

        private int entries() {
            return switch (geometry.type()) {
                case FAT12 -> PIECE / 3 * 2;
                case FAT16 -> PIECE / 2;
                case FAT32 -> PIECE / 4;
            };
        }

        private long entry(LittleEndian piece, int number) {
            int at = (int) geometry.type().entryOffset(number);
            return switch (geometry.type()) {
                case FAT12 -> (piece.u16(at) >> (number % 2 == 0 ? 0 : 4)) & 0xFFF;
                case FAT16 -> piece.u16(at);
                case FAT32 -> piece.u32(at) & 0xFFFFFFF;
            };
        }

        private void compareTables() throws IOException {
            boolean mirrored = !wide || (boot.u16(40) & 0x80) == 0;
            for (int copy = 1; mirrored && copy < Math.min(boot.u8(16), 4); copy++) {
                long offset = geometry.tableOffset() + copy * geometry.tableLength();
                for (long at = 0; at < tableBytes; at += PIECE) {
                    int length = (int) Math.min(PIECE, tableBytes - at);
                    if (!Arrays.equals(
                            volume.read(geometry.tableOffset() + at, length), volume.read(offset + at, length))) {
                        problems.add("File allocation table " + (copy + 1) + " differs from the first.");
                        break;
                    }
                }
            }
        }

        /** How many clusters are free as the FSInfo sector has it. */
        private OptionalLong lookAtInfoSector(OptionalLong counted) throws IOException {
            int sector = boot.u16(48);
            if (sector == 0 || sector >= boot.u16(14)) {
                return OptionalLong.empty();
            }
            LittleEndian info = LittleEndian.of(volume.read((long) sector * geometry.sectorSize(), 512));
            if (info.u32(0) != 0x41615252 || info.u32(484) != 0x61417272) {
                problems.add("The FSInfo sector has lost its signature.");
                return OptionalLong.empty();
            }
            long free = info.u32(488);
            if (free == 0xFFFFFFFFL) {
                return OptionalLong.empty();
            }
            boolean wrong = free > geometry.clusterCount() || (counted.isPresent() && counted.getAsLong() != free);
            if (wrong) {
                problems.add("The FSInfo sector counts " + free + " free clusters; there are "
                        + (counted.isPresent() ? counted.getAsLong() : "fewer") + ".");
            }
            return wrong ? OptionalLong.empty() : OptionalLong.of(free);
        }

        private void compareBootSectors() throws IOException {
            int sector = boot.u16(50);
            if (sector == 0 || sector >= boot.u16(14)) {
                return;
            }
            byte[] backup = volume.read((long) sector * geometry.sectorSize(), 512);
            if (!Arrays.equals(backup, 11, 64, boot.bytes(), 11, 64)) {
                problems.add("The backup of the boot sector differs from it.");
            }
        }
    }
}
