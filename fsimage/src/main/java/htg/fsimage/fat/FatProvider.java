package htg.fsimage.fat;

import htg.fsimage.fs.FileSystem;
import htg.fsimage.fs.FileSystemProvider;
import htg.fsimage.fs.OpenRequest;
import htg.fsimage.fs.Signature;
import htg.fsimage.volume.LittleEndian;
import java.io.IOException;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/**
 * Finds FAT12, FAT16 and FAT32. They have no magic number but one that every boot sector ends with, so each field must have a value that
 * a FAT volume may have: the sectors of NTFS, exFAT, BitLocker and HPFS, and those of partition tables, have others.
 */
public final class FatProvider implements FileSystemProvider {
    private static final List<String> FOREIGN = List.of("NTFS", "EXFAT", "-FVE-FS-", "HPFS", "ReFS");

    @Override
    public String name() {
        return "fat";
    }

    @Override
    public Optional<Signature> probe(byte[] start) {
        boolean found = start.length >= 512 && new BootSector(LittleEndian.of(Arrays.copyOf(start, 512))).isPlausible();
        return found ? Optional.of(new Signature("vfat", Signature.Strength.PLAUSIBLE)) : Optional.empty();
    }

    @Override
    public FileSystem open(OpenRequest request) throws IOException {
        return new FatMount(FatFileSystem.openEvenCutOff(request.volume()), request.limits());
    }

    /** A sector that may be a FAT volume's first (FAT specification, section 3.1). */
    private record BootSector(LittleEndian fields) {
        boolean isPlausible() {
            return fields.u16(510) == 0xAA55
                    && (jumps() || namesItself())
                    && !isForeign()
                    && hasSoundSectors()
                    && hasSoundTables()
                    && (isFat32() ? isSoundFat32() : hasSoundRoot());
        }

        private boolean jumps() {
            return fields.u8(0) == 0xE9 || fields.u8(0) == 0xEB;
        }

        private boolean namesItself() {
            return fields.text(54, 8).startsWith("FAT") || fields.text(82, 8).startsWith("FAT");
        }

        private boolean isForeign() {
            String maker = fields.text(3, 8);
            return FOREIGN.stream().anyMatch(maker::startsWith)
                    || fields.text(54, 8).startsWith("HPFS");
        }

        private boolean hasSoundSectors() {
            int size = fields.u16(11);
            int media = fields.u8(21);
            return size >= 512
                    && size <= 4096
                    && Integer.bitCount(size) == 1
                    && Integer.bitCount(fields.u8(13)) == 1
                    && (media == 0xF0 || media >= 0xF8);
        }

        private boolean hasSoundTables() {
            int tables = fields.u8(16);
            long sectors = fields.u16(19) != 0 ? fields.u16(19) : fields.u32(32);
            long length = isFat32() ? fields.u32(36) : fields.u16(22);
            int reserved = fields.u16(14);
            return reserved > 0 && tables >= 1 && tables <= 15 && length > 0 && reserved + tables * length < sectors;
        }

        private boolean isFat32() {
            return fields.u16(22) == 0;
        }

        private boolean isSoundFat32() {
            return fields.u16(17) == 0 && fields.u16(42) == 0 && fields.u32(44) >= 2;
        }

        private boolean hasSoundRoot() {
            return fields.u16(17) > 0;
        }
    }
}
