package htg.fsimage.fat;

import htg.fsimage.fs.Times;
import htg.fsimage.volume.LittleEndian;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Takes the entries of one folder from its bytes (FAT specification, sections 6 and 7). */
final class Directory {
    static final int ENTRY = 32;
    /** The specification's limit on a folder. */
    static final int LARGEST = 65_536 * ENTRY;

    private static final int DELETED = 0xE5;
    private static final int LONG_NAME = 0x0F;
    private static final int LONG_NAME_MASK = 0x3F;
    private static final int VOLUME_LABEL = 0x08;
    private static final int FOLDER = 0x10;

    private final LittleEndian fields;
    private final int end;
    private final String parent;
    private final boolean wideClusters;
    private final List<FatSlot> slots = new ArrayList<>();
    private String label = "";

    private Directory(byte[] bytes, String parent, FatType type) {
        this.fields = LittleEndian.of(bytes);
        this.end = bytes.length - bytes.length % ENTRY;
        this.parent = parent.equals("/") ? "" : parent;
        this.wideClusters = type == FatType.FAT32;
    }

    /**
     * Parses a folder.
     *
     * @param parent its path
     */
    static Directory parse(byte[] bytes, String parent, FatType type) {
        Directory directory = new Directory(bytes, parent, type);
        directory.parse();
        return directory;
    }

    List<FatEntry> entries() {
        return slots.stream().map(FatSlot::entry).toList();
    }

    List<FatSlot> slots() {
        return List.copyOf(slots);
    }

    /** The volume label, which is an entry of the root folder; empty when there is none. */
    String label() {
        return label;
    }

    private void parse() {
        LongName longName = new LongName();
        for (int at = 0; at < end && fields.u8(at) != 0; at += ENTRY) {
            int attributes = fields.u8(at + 11);
            if (fields.u8(at) == DELETED) {
                longName.forget();
            } else if ((attributes & LONG_NAME_MASK) == LONG_NAME) {
                longName.add(fields, at);
            } else {
                take(at, attributes, longName.forShortName(fields, at));
                longName.forget();
            }
        }
    }

    private void take(int at, int attributes, Optional<String> longName) {
        if ((attributes & VOLUME_LABEL) != 0) {
            if (label.isEmpty() && (attributes & FOLDER) == 0) {
                label = ShortName.label(fields.bytes(at, 11));
            }
        } else if (!isDots(at)) {
            slots.add(slot(at, attributes, longName));
        }
    }

    /** Whether it is the folder itself or the one above it. */
    private boolean isDots(int at) {
        int dots = fields.u8(at + 1) == '.' ? 2 : 1;
        for (int i = dots; i < 11; i++) {
            if (fields.u8(at + i) != ' ') {
                return false;
            }
        }
        return fields.u8(at) == '.';
    }

    private FatSlot slot(int at, int attributes, Optional<String> longName) {
        String shortName = ShortName.of(fields.bytes(at, 11), fields.u8(at + 12));
        Times times = new Times(
                DosTime.instant(fields.u16(at + 24), fields.u16(at + 22), 0),
                Times.NEVER,
                DosTime.instant(fields.u16(at + 18), 0, 0),
                DosTime.instant(fields.u16(at + 16), fields.u16(at + 14), fields.u8(at + 13)));
        return new FatSlot(entry(at, attributes, longName.orElse(shortName)), at / ENTRY, shortName, times);
    }

    private FatEntry entry(int at, int attributes, String name) {
        boolean folder = (attributes & FOLDER) != 0;
        long high = wideClusters ? fields.u16(at + 20) : 0;
        return new FatEntry(
                parent,
                name,
                folder,
                folder ? 0 : fields.u32(at + 28),
                attributes,
                DosTime.local(fields.u16(at + 24), fields.u16(at + 22)).orElse(FatEntry.NO_TIME),
                (high << 16) | fields.u16(at + 26));
    }
}
