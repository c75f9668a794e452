package htg.fsimage.image;

import htg.fsimage.volume.Structure;
import htg.fsimage.volume.Volume;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;

/** File systems of Windows, of Apple and of VMware, and UDF. */
final class ForeignMarks {
    static final List<Mark> ALL = List.of(
            ForeignMarks::ntfs,
            ForeignMarks::exfat,
            ForeignMarks::refs,
            ForeignMarks::hfs,
            ForeignMarks::hfsPlus,
            ForeignMarks::apfs,
            ForeignMarks::vmfs,
            ForeignMarks::udf);

    private static final String REASON = LinuxMarks.REASON;
    private static final int VOLUME_RECORD = 3;
    private static final int VOLUME_NAME = 0x60;

    private ForeignMarks() {}

    private static Optional<Recognized> ntfs(Volume volume) throws IOException {
        if (!Bytes.has(volume, 3, "NTFS    ")) {
            return Optional.empty();
        }
        Structure fields = Bytes.little(volume, 0, 512);
        Recognized found = Recognized.of("ntfs", REASON).uuid("%016X".formatted(fields.bits64(72)));
        return Optional.of(found.label(ntfsLabel(volume, fields)));
    }

    /** The label is an attribute of file 3, whose record is near the start of the master file table. */
    private static String ntfsLabel(Volume volume, Structure boot) throws IOException {
        try {
            long cluster = (long) boot.u16(11) * clusterSectors(boot.u8(13));
            int perRecord = (byte) boot.u8(64);
            long size = perRecord > 0 ? perRecord * cluster : 1L << Math.min(16, -perRecord);
            long table = Math.multiplyExact(boot.u63(48, "the file table's place"), cluster);
            Structure record =
                    Bytes.little(volume, Math.addExact(table, VOLUME_RECORD * size), (int) Math.min(size, 65536));
            int at = record.u16(20);
            while (record.has(0, (byte) 'F', (byte) 'I', (byte) 'L', (byte) 'E') && record.s32(at) != -1) {
                int length = record.s32(at + 4);
                if (record.s32(at) == VOLUME_NAME && record.u8(at + 8) == 0) {
                    int text = Math.min(record.s32(at + 16), 512);
                    return Bytes.utf16(record, at + record.u16(at + 20), text, StandardCharsets.UTF_16LE);
                }
                record.require(length >= 16, "an attribute of " + length + " bytes");
                at += length;
            }
        } catch (htg.fsimage.volume.ImageFormatException | ArithmeticException damaged) {
            return "";
        }
        return "";
    }

    private static int clusterSectors(int stored) {
        return stored < 0x80 ? stored : 1 << Math.min(20, 256 - stored);
    }

    private static Optional<Recognized> exfat(Volume volume) throws IOException {
        if (!Bytes.has(volume, 3, "EXFAT   ")) {
            return Optional.empty();
        }
        Structure fields = Bytes.little(volume, 0, 512);
        int sectorShift = fields.u8(108);
        int clusterShift = sectorShift + fields.u8(109);
        if (sectorShift < 9 || sectorShift > 12 || clusterShift > 25) {
            return Optional.empty();
        }
        long root = (fields.u32(88) << sectorShift) + ((fields.u32(96) - 2) << clusterShift);
        return Optional.of(Recognized.of("exfat", REASON)
                .version(fields.u8(105) + "." + fields.u8(104))
                .label(exfatLabel(volume, root, Math.min(1 << clusterShift, 32 << 10)))
                .uuid("%04X-%04X".formatted(fields.u16(102), fields.u16(100))));
    }

    /** The label is an entry of the root folder, among the first. */
    private static String exfatLabel(Volume volume, long root, int length) throws IOException {
        if (root < 0 || root > volume.size() - length) {
            return "";
        }
        Structure folder = Bytes.little(volume, root, length);
        for (int at = 0; at + 32 <= length && folder.u8(at) != 0; at += 32) {
            if (folder.u8(at) == 0x83) {
                int characters = Math.min(11, folder.u8(at + 1));
                return Bytes.utf16(folder, at + 2, 2 * characters, StandardCharsets.UTF_16LE);
            }
        }
        return "";
    }

    private static Optional<Recognized> refs(Volume volume) throws IOException {
        return Bytes.has(volume, 3, "ReFS\0") ? Optional.of(Recognized.of("ReFS", REASON)) : Optional.empty();
    }

    /** One that wraps an HFS+ is left to {@link #hfsPlus}. */
    private static Optional<Recognized> hfs(Volume volume) throws IOException {
        if (!Bytes.has(volume, 1024, "BD") || Bytes.has(volume, 1024 + 124, "H+")) {
            return Optional.empty();
        }
        Structure fields = Bytes.big(volume, 1024, 162);
        boolean sane = fields.u32(20) % 512 == 0 && fields.u32(20) > 0 && fields.u8(36) <= 27;
        String label = new String(fields.bytes(37, Math.min(27, fields.u8(36))), StandardCharsets.ISO_8859_1);
        return sane ? Optional.of(Recognized.of("hfs", REASON).label(label)) : Optional.empty();
    }

    private static Optional<Recognized> hfsPlus(Volume volume) throws IOException {
        boolean wrapped = Bytes.has(volume, 1024, "BD") && Bytes.has(volume, 1024 + 124, "H+");
        boolean plain = (Bytes.has(volume, 1024, "H+") || Bytes.has(volume, 1024, "HX"))
                && volume.size() > 1026
                && (Bytes.has(volume, 1026, "\0\u0004") || Bytes.has(volume, 1026, "\0\u0005"));
        return plain || wrapped ? Optional.of(Recognized.of("hfsplus", REASON)) : Optional.empty();
    }

    private static Optional<Recognized> apfs(Volume volume) throws IOException {
        if (!Bytes.has(volume, 32, "NXSB")) {
            return Optional.empty();
        }
        Structure fields = Bytes.little(volume, 0, 128);
        return Optional.of(Recognized.of("apfs", REASON).uuid(Bytes.uuid(fields, 72)));
    }

    private static Optional<Recognized> vmfs(Volume volume) throws IOException {
        if (!Bytes.has(volume, 2 << 20, "^\u00f1\u00ab/")) {
            return Optional.empty();
        }
        Structure fields = Bytes.little(volume, 2 << 20, 256);
        return Optional.of(Recognized.of("VMFS", REASON).label(Bytes.label(fields, 18, 128)));
    }

    private static Optional<Recognized> udf(Volume volume) throws IOException {
        return Udf.recognize(volume);
    }
}
