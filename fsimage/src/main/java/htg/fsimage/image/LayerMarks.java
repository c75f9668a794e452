package htg.fsimage.image;

import htg.fsimage.volume.ImageFormatException;
import htg.fsimage.volume.Structure;
import htg.fsimage.volume.Volume;
import htg.fsimage.zfs.Zfs;
import htg.fsimage.zfs.ZfsLabel;
import java.io.IOException;
import java.util.List;
import java.util.Optional;

/**
 * Volumes that are a layer below file systems: encrypted, or a part of a larger whole. As for {@code blkid} they win over file systems,
 * whose signatures may have been left behind, or are inside.
 */
final class LayerMarks {
    static final List<Mark> ALL = List.of(
            LayerMarks::luks,
            LayerMarks::bitLocker,
            LayerMarks::integrity,
            LayerMarks::verity,
            LayerMarks::lvm,
            LayerMarks::zfs,
            LayerMarks::bcache,
            LayerMarks::vmfsMember);

    private static final int LVM_CRC_START = 0xF597A6CF;
    private static final int SECTOR = 512;
    private static final String IN_POOL = "is a part of a ZFS pool, which is not read";
    private static final int ZFS_LABEL = 256 << 10;
    private static final int ZFS_RING = 128 << 10;
    private static final int ZFS_SLOT = 1024;
    private static final long ZFS_UBERBLOCK = 0x00BAB10C;
    /** As many as {@code blkid} wants to see. */
    private static final int LEAST_UBERBLOCKS = 4;

    private LayerMarks() {}

    private static Optional<Recognized> luks(Volume volume) throws IOException {
        if (!Bytes.has(volume, 0, "LUKS\u00ba\u00be")) {
            return Optional.empty();
        }
        Structure fields = Bytes.big(volume, 0, SECTOR);
        int version = fields.u16(6);
        return Optional.of(Recognized.of("crypto_LUKS", "is encrypted")
                .version(String.valueOf(version))
                .label(version == 2 ? Bytes.label(fields, 24, 48) : "")
                .uuid(fields.text(168, 40)));
    }

    private static Optional<Recognized> bitLocker(Volume volume) throws IOException {
        boolean toGo = Bytes.has(volume, 3, "MSWIN4.1")
                && Bytes.has(volume, 424, ";\u00d6gI).\u00d8J\u0083\u0099\u00f6\u00a39\u00e3\u00d0\u0001");
        if (!toGo && !Bytes.has(volume, 3, "-FVE-FS-")) {
            return Optional.empty();
        }
        return Optional.of(Recognized.of("BitLocker", "is encrypted"));
    }

    private static Optional<Recognized> integrity(Volume volume) throws IOException {
        return Bytes.has(volume, 0, "integrt\0")
                ? Optional.of(Recognized.of("DM_integrity", "is protected by dm-integrity, which is not read"))
                : Optional.empty();
    }

    private static Optional<Recognized> verity(Volume volume) throws IOException {
        if (!Bytes.has(volume, 0, "verity\0\0")) {
            return Optional.empty();
        }
        Structure fields = Bytes.little(volume, 0, 64);
        return Optional.of(Recognized.of("DM_verity_hash", "holds hashes that dm-verity checks another volume with")
                .version(String.valueOf(fields.u32(8)))
                .uuid(Bytes.uuid(fields, 16)));
    }

    /** The label may be in any of the first four sectors. */
    private static Optional<Recognized> lvm(Volume volume) throws IOException {
        for (long sector = 0; sector < 4; sector++) {
            if (Bytes.has(volume, sector * SECTOR, "LABELONE") && Bytes.has(volume, sector * SECTOR + 24, "LVM2 001")) {
                Structure fields = Bytes.little(volume, sector * SECTOR, SECTOR);
                boolean sound = Bytes.crc32(LVM_CRC_START, fields.bytes(), 20, SECTOR) == fields.s32(16)
                        && fields.bits64(8) == sector;
                if (sound) {
                    return Optional.of(Recognized.of(
                                    "LVM2_member", "is a part of a volume group of LVM, which is not read")
                            .version("LVM2 001")
                            .uuid(grouped(fields.text((int) Math.min(SECTOR, fields.u32(20)), 32))));
                }
            }
        }
        return Optional.empty();
    }

    /** LVM writes its identifiers in groups of 6, 4, 4, 4, 4, 4 and 6 characters. */
    private static String grouped(String id) {
        StringBuilder text = new StringBuilder();
        for (int i = 0; i < id.length(); i++) {
            boolean border = i >= 6 && i < 30 && (i - 6) % 4 == 0;
            text.append(border ? "-" : "").append(id.charAt(i));
        }
        return text.toString();
    }

    private static Optional<Recognized> zfs(Volume volume) throws IOException {
        try {
            ZfsLabel label = Zfs.read(volume).label();
            return Optional.of(Recognized.of("zfs_member", IN_POOL)
                    .label(label.poolName())
                    .uuid(Long.toUnsignedString(label.poolGuid())));
        } catch (ImageFormatException none) {
            return uberblocks(volume) < LEAST_UBERBLOCKS
                    ? Optional.empty()
                    : Optional.of(Recognized.of("zfs_member", IN_POOL));
        }
    }

    /** Spares and caches have labels without a pool, and damaged ones say nothing: then the uberblocks behind the first two count. */
    private static int uberblocks(Volume volume) throws IOException {
        int found = 0;
        for (long label = 0; label <= ZFS_LABEL && label + ZFS_LABEL <= volume.size(); label += ZFS_LABEL) {
            Structure ring = Bytes.little(volume, label + ZFS_RING, ZFS_RING);
            for (int slot = 0; slot < ZFS_RING; slot += ZFS_SLOT) {
                long magic = ring.bits64(slot);
                found += magic == ZFS_UBERBLOCK || magic == Long.reverseBytes(ZFS_UBERBLOCK) ? 1 : 0;
            }
        }
        return found;
    }

    private static Optional<Recognized> bcache(Volume volume) throws IOException {
        if (!Bytes.has(volume, 4096 + 24, "\u00c6\u0085s\u00f6N\u001aE\u00ca\u0082e\u00f5\u007fH\u00bam\u0081")) {
            return Optional.empty();
        }
        Structure fields = Bytes.little(volume, 4096, 128);
        return Optional.of(Recognized.of("bcache", "is cached by bcache, or is such a cache, which is not read")
                .uuid(Bytes.uuid(fields, 40)));
    }

    private static Optional<Recognized> vmfsMember(Volume volume) throws IOException {
        return Bytes.has(volume, 1 << 20, "\r\u00d0\u0001\u00c0")
                ? Optional.of(Recognized.of("VMFS_volume_member", "is VMware's, which is not read"))
                : Optional.empty();
    }
}
