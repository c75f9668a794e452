package htg.fsimage.btrfs;

import htg.fsimage.volume.Structure;
import java.io.IOException;
import java.util.Locale;

/** How a chunk is spread over devices. */
enum Profile {
    SINGLE(0, 1, 0, false),
    RAID0(0x8, 1, 0, true),
    RAID1(0x10, 2, 0, false),
    DUP(0x20, 2, 0, false),
    RAID10(0x40, 2, 0, true),
    RAID5(0x80, 1, 1, true),
    RAID6(0x100, 1, 2, true),
    RAID1C3(0x200, 3, 0, false),
    RAID1C4(0x400, 4, 0, false);

    private static final int ALL = 0x7F8;

    private final int flag;
    private final int copies;
    private final int parities;
    private final boolean striped;

    Profile(int flag, int copies, int parities, boolean striped) {
        this.flag = flag;
        this.copies = copies;
        this.parities = parities;
        this.striped = striped;
    }

    static Profile of(long type, Structure chunk) throws IOException {
        for (Profile profile : values()) {
            if ((type & ALL) == profile.flag) {
                return profile;
            }
        }
        throw chunk.corrupt("its type 0x" + Long.toHexString(type) + " is none");
    }

    /** How often everything is there. */
    int copies() {
        return copies;
    }

    /** How many stripes of each row hold no data. */
    int parities() {
        return parities;
    }

    /** Whether it is spread over stripes of 64 KiB. */
    boolean striped() {
        return striped;
    }

    /** Whether a chunk can have so many stripes. */
    boolean fits(int stripes) {
        return striped ? stripes > parities && stripes % copies == 0 : stripes == copies;
    }

    @Override
    public String toString() {
        return name().toLowerCase(Locale.ROOT);
    }
}
