package htg.fsimage.fat;

import htg.fsimage.volume.LittleEndian;
import java.time.DateTimeException;
import java.time.LocalDateTime;
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
    private static final int VOLUME_LABEL = 0x08;
    private static final int FOLDER = 0x10;

    private final LittleEndian fields;
    private final int end;
    private final String parent;
    private final boolean wideClusters;
    private final List<FatEntry> entries = new ArrayList<>();
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
        return List.copyOf(entries);
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
            } else if ((attributes & LONG_NAME) == LONG_NAME) {
                longName.add(fields, at);
            } else {
                take(at, attributes, longName.forShortName(fields, at));
                longName.forget();
            }
        }
    }

    private void take(int at, int attributes, Optional<String> longName) {
        if ((attributes & VOLUME_LABEL) != 0) {
            label = label.isEmpty() ? ShortName.label(fields.bytes(at, 11)) : label;
        } else if (fields.u8(at) != '.') {
            entries.add(entry(at, attributes, longName));
        }
    }

    private FatEntry entry(int at, int attributes, Optional<String> longName) {
        boolean folder = (attributes & FOLDER) != 0;
        String name = longName.orElseGet(() -> ShortName.of(fields.bytes(at, 11), fields.u8(at + 12)));
        long high = wideClusters ? fields.u16(at + 20) : 0;
        return new FatEntry(
                parent + "/" + name,
                name,
                folder,
                folder ? 0 : fields.u32(at + 28),
                attributes,
                time(fields.u16(at + 24), fields.u16(at + 22)),
                high << 16 | fields.u16(at + 26));
    }

    private static LocalDateTime time(int date, int time) {
        try {
            return LocalDateTime.of(
                    1980 + (date >> 9), date >> 5 & 0xF, date & 0x1F, time >> 11, time >> 5 & 0x3F, (time & 0x1F) * 2);
        } catch (DateTimeException nonsense) {
            return FatEntry.NO_TIME;
        }
    }
}
