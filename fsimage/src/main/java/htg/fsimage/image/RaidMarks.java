package htg.fsimage.image;

import htg.fsimage.volume.Structure;
import htg.fsimage.volume.Volume;
import java.io.IOException;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/** Members of arrays of Linux's md driver (kernel {@code include/uapi/linux/raid/md_p.h}). */
final class RaidMarks {
    static final List<Mark> ALL = List.of(RaidMarks::versionOne, RaidMarks::versionZero);

    private static final int MAGIC = 0xA92B4EFC;
    private static final int RESERVED = 64 << 10;
    private static final String REASON = "is a part of a RAID array, which is not read";

    private RaidMarks() {}

    /** The minor version says where the superblock is: near the end, at the start, or 4 KiB behind that. */
    private static Optional<Recognized> versionOne(Volume volume) throws IOException {
        long end = ((volume.size() / 512 - 16) & ~7L) * 512;
        long[] places = {end, 0, 4096};
        for (int minor = 0; minor < places.length; minor++) {
            if (places[minor] >= 0 && places[minor] + 256 <= volume.size()) {
                Structure fields = Bytes.little(volume, places[minor], 256);
                if (fields.s32(0) == MAGIC && fields.s32(4) == 1 && fields.bits64(144) == places[minor] / 512) {
                    return Optional.of(Recognized.of("linux_raid_member", REASON)
                            .version("1." + minor)
                            .label(Bytes.label(fields, 32, 32))
                            .uuid(Bytes.uuid(fields, 16)));
                }
            }
        }
        return Optional.empty();
    }

    private static Optional<Recognized> versionZero(Volume volume) throws IOException {
        long place = volume.size() / RESERVED * RESERVED - RESERVED;
        if (place < 0) {
            return Optional.empty();
        }
        Structure little = Bytes.little(volume, place, 256);
        Structure fields = little.s32(0) == MAGIC ? little : Bytes.big(volume, place, 256);
        // That of a whole disk is at the end of its last partition as well, but is for a larger volume.
        boolean fits = fields.u32(32) * 1024 + RESERVED <= volume.size();
        if (fields.s32(0) != MAGIC || fields.s32(4) != 0 || fields.s32(8) != 90 || !fits) {
            return Optional.empty();
        }
        long high = (fields.u32(20) << 32) | fields.u32(52);
        long low = (fields.u32(56) << 32) | fields.u32(60);
        return Optional.of(Recognized.of("linux_raid_member", REASON)
                .version("0.90." + fields.u32(12))
                .uuid(new UUID(high, low).toString()));
    }
}
