package htg.fsimage.partition;

import htg.fsimage.volume.ImageFormatException;
import htg.fsimage.volume.LittleEndian;
import htg.fsimage.volume.Volume;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/**
 * A master boot record (UEFI 5.2). Logical partitions are not followed.
 *
 * @param diskSignature the 32-bit number at offset 440
 * @param entries used slots, in slot order
 */
public record Mbr(long diskSignature, List<MbrEntry> entries) {
    /** Bytes of boot code before the disk signature. */
    public static final int CODE_SIZE = 440;

    /** Type of the one entry that covers a GPT disk. */
    public static final int PROTECTIVE = 0xEE;

    static final int SECTOR = 512;
    private static final int SLOTS = 4;
    private static final int FIRST_SLOT = 446;
    private static final int SLOT_SIZE = 16;
    private static final int MAGIC_OFFSET = 510;
    private static final int MAGIC = 0xAA55;

    public Mbr {
        entries = List.copyOf(entries);
    }

    /**
     * Reads the first 512 bytes of a disk.
     *
     * @throws ImageFormatException when they do not end in 55 AA or a slot's boot flag is neither 00 nor 80
     */
    public static Mbr read(Volume disk) throws IOException {
        LittleEndian sector = LittleEndian.of(disk.read(0, SECTOR));
        if (sector.u16(MAGIC_OFFSET) != MAGIC) {
            throw new ImageFormatException("no master boot record: the first sector does not end in 55 AA");
        }
        List<MbrEntry> entries = new ArrayList<>();
        for (int slot = 0; slot < SLOTS; slot++) {
            int at = FIRST_SLOT + slot * SLOT_SIZE;
            if (sector.u8(at + 4) != 0) {
                entries.add(entry(slot + 1, at, sector));
            }
        }
        return new Mbr(sector.u32(CODE_SIZE), entries);
    }

    /** Whether the table is there only to keep old tools away from a GPT. */
    public boolean isProtective() {
        return entries.size() == 1 && entries.get(0).type() == PROTECTIVE;
    }

    private static MbrEntry entry(int index, int at, LittleEndian sector) throws ImageFormatException {
        int flag = sector.u8(at);
        if ((flag & 0x7F) != 0) {
            throw new ImageFormatException("slot " + index + " of the master boot record has boot flag " + flag);
        }
        return new MbrEntry(index, flag != 0, sector.u8(at + 4), sector.u32(at + 8), sector.u32(at + 12));
    }
}
