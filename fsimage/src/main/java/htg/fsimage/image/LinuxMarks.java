package htg.fsimage.image;

import htg.fsimage.volume.Structure;
import htg.fsimage.volume.Volume;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;

/** File systems and swap of Linux. */
final class LinuxMarks {
    static final List<Mark> ALL = List.of(
            LinuxMarks::swap,
            LinuxMarks::jfs,
            LinuxMarks::f2fs,
            LinuxMarks::nilfs,
            LinuxMarks::erofs,
            LinuxMarks::bcachefs,
            LinuxMarks::minix);

    private static final int SUPERBLOCK = 1024;
    static final String REASON = "has a file system that is not read";

    private LinuxMarks() {}

    /** The mark is at the end of the first page, whose size is the machine's. */
    private static Optional<Recognized> swap(Volume volume) throws IOException {
        for (int page = 4096; page <= 65536; page *= 2) {
            if (Bytes.has(volume, page - 10, "SWAPSPACE2")) {
                Structure fields = Bytes.little(volume, SUPERBLOCK, 64);
                return Optional.of(Recognized.of("swap", "is swap space")
                        .version(String.valueOf(fields.u32(0)))
                        .uuid(Bytes.uuid(fields, 12))
                        .label(Bytes.label(fields, 28, 16)));
            }
            for (String suspended : List.of("S1SUSPEND", "S2SUSPEND", "ULSUSPEND", "LINHIB0001")) {
                if (Bytes.has(volume, page - 10, suspended)) {
                    return Optional.of(Recognized.of("swsuspend", "is swap space with a hibernated system"));
                }
            }
        }
        return Optional.empty();
    }

    private static Optional<Recognized> jfs(Volume volume) throws IOException {
        if (!Bytes.has(volume, 32 << 10, "JFS1")) {
            return Optional.empty();
        }
        Structure fields = Bytes.little(volume, 32 << 10, 256);
        boolean sane = fields.s32(16) == 1 << Math.min(30, fields.u16(20));
        return sane
                ? Optional.of(Recognized.of("jfs", REASON)
                        .label(Bytes.label(fields, 152, 16))
                        .uuid(Bytes.uuid(fields, 136)))
                : Optional.empty();
    }

    private static Optional<Recognized> f2fs(Volume volume) throws IOException {
        if (!Bytes.has(volume, SUPERBLOCK, "\u0010 \u00f5\u00f2")) {
            return Optional.empty();
        }
        Structure fields = Bytes.little(volume, SUPERBLOCK, 1024 + 256);
        return Optional.of(Recognized.of("f2fs", REASON)
                .version(fields.u16(4) + "." + fields.u16(6))
                .label(Bytes.utf16(fields, 124, 1024, StandardCharsets.UTF_16LE))
                .uuid(Bytes.uuid(fields, 108)));
    }

    private static Optional<Recognized> nilfs(Volume volume) throws IOException {
        if (!Bytes.has(volume, SUPERBLOCK + 6, "44")) {
            return Optional.empty();
        }
        Structure fields = Bytes.little(volume, SUPERBLOCK, 1024);
        int length = fields.u16(8);
        if (length < 256 || length > 1024) {
            return Optional.empty();
        }
        byte[] raw = fields.bytes();
        java.util.Arrays.fill(raw, 16, 20, (byte) 0);
        if (Bytes.crc32(fields.s32(12), raw, 0, length) != fields.s32(16)) {
            return Optional.empty();
        }
        return Optional.of(Recognized.of("nilfs2", REASON)
                .version(String.valueOf(fields.u32(0)))
                .label(Bytes.label(fields, 168, 80))
                .uuid(Bytes.uuid(fields, 152)));
    }

    private static Optional<Recognized> erofs(Volume volume) throws IOException {
        if (!Bytes.has(volume, SUPERBLOCK, "\u00e2\u00e1\u00f5\u00e0")) {
            return Optional.empty();
        }
        Structure fields = Bytes.little(volume, SUPERBLOCK, 128);
        return Optional.of(Recognized.of("erofs", REASON)
                .label(Bytes.label(fields, 64, 16))
                .uuid(Bytes.uuid(fields, 48)));
    }

    private static Optional<Recognized> bcachefs(Volume volume) throws IOException {
        if (!Bytes.has(volume, 4096 + 24, "\u00c6\u0085s\u00f6f\u00ce\u0090\u00a9\u00d9j`\u00cf\u0080=\u00f7\u00ef")) {
            return Optional.empty();
        }
        Structure fields = Bytes.little(volume, 4096, 128);
        return Optional.of(Recognized.of("bcachefs", REASON)
                .label(Bytes.label(fields, 72, 32))
                .uuid(Bytes.uuid(fields, 56)));
    }

    /** Its magic numbers have 16 bits, so that its counts must fit each other as well. */
    private static Optional<Recognized> minix(Volume volume) throws IOException {
        Structure fields = Bytes.little(volume, SUPERBLOCK, 64);
        if (fields.u16(24) == 0x4D5A) {
            boolean sane = fields.u16(6) > 0 && fields.u16(8) > 0 && fields.u16(28) >= 1024 && fields.u32(20) > 0;
            return sane ? Optional.of(minix("3")) : Optional.empty();
        }
        boolean first = fields.u16(16) == 0x137F || fields.u16(16) == 0x138F;
        boolean second = fields.u16(16) == 0x2468 || fields.u16(16) == 0x2478;
        long zones = second ? fields.u32(20) : fields.u16(2);
        boolean sane = fields.u16(4) > 0
                && fields.u16(6) > 0
                && fields.u16(8) < zones
                && fields.u16(10) <= 10
                && fields.u16(0) <= fields.u16(4) * 8192L
                && zones <= fields.u16(6) * 8192L + 8192
                && zones * 1024 <= volume.size() + 1024;
        return (first || second) && sane ? Optional.of(minix(second ? "2" : "1")) : Optional.empty();
    }

    private static Recognized minix(String version) {
        return Recognized.of("minix", REASON).version(version);
    }
}
