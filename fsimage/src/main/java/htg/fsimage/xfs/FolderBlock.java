package htg.fsimage.xfs;

import htg.fsimage.volume.CorruptFileSystemException;
import htg.fsimage.volume.Structure;
import java.util.ArrayList;
import java.util.List;

/** A block with entries of a folder ("Block Directories", "Leaf Directories"). */
final class FolderBlock {
    private static final int DATA_4 = 0x58443244;
    private static final int DATA_5 = 0x58444433;
    private static final int WHOLE_4 = 0x58443242;
    private static final int WHOLE_5 = 0x58444233;
    private static final int HEADER_4 = 16;
    private static final int HEADER_5 = 64;
    private static final int UNUSED = 0xFFFF;
    private static final int ALIGNMENT = 8;

    private final Structure raw;
    private final boolean fileTypes;
    private final int start;
    private final int end;

    private FolderBlock(Structure raw, boolean fileTypes, int start, int end) {
        this.raw = raw;
        this.fileTypes = fileTypes;
        this.start = start;
        this.end = end;
    }

    static FolderBlock of(Structure raw, Features features) throws CorruptFileSystemException {
        boolean sealed = features.checksums();
        int magic = raw.s32(0);
        boolean whole = magic == (sealed ? WHOLE_5 : WHOLE_4);
        raw.require(whole || magic == (sealed ? DATA_5 : DATA_4), "it is no block of a folder");
        int start = sealed ? HEADER_5 : HEADER_4;
        return new FolderBlock(raw, features.fileTypes(), start, whole ? endOfWhole(raw, start) : raw.length());
    }

    /** The only block of a folder also has the hashes of all its entries, at its end, and their number last of all. */
    private static int endOfWhole(Structure raw, int start) throws CorruptFileSystemException {
        long hashes = raw.u32(raw.length() - 8);
        long end = raw.length() - 8 - hashes * 8;
        raw.require(end >= start, "it cannot have " + hashes + " entries");
        return (int) end;
    }

    /** All entries but those of the folder itself and of the one above, up to the first damage. */
    List<FolderEntry> entries(Damage damage) {
        List<FolderEntry> entries = new ArrayList<>();
        try {
            int at = start;
            while (at < end) {
                if (raw.u16(at) == UNUSED) {
                    at += unused(at);
                } else {
                    FolderEntry entry = entry(at);
                    if (!entry.dot()) {
                        entries.add(entry);
                    }
                    at += length(at);
                }
            }
        } catch (CorruptFileSystemException problem) {
            damage.add(problem);
        }
        return entries;
    }

    private int unused(int at) throws CorruptFileSystemException {
        int length = raw.u16(at + 2);
        raw.require(
                length > 0 && length % ALIGNMENT == 0 && length <= end - at, "unused space of " + length + " bytes");
        return length;
    }

    /** The entry at a place in the block. */
    FolderEntry entry(int at) throws CorruptFileSystemException {
        raw.require(at >= start && at % ALIGNMENT == 0 && length(at) <= end - at, "an entry leaves it");
        raw.require(raw.u16(at + length(at) - 2) == at, "an entry says to be in another place");
        int name = raw.u8(at + 8);
        return FolderEntry.of(raw, raw.bytes(at + 9, name), raw.bits64(at), fileTypes ? raw.u8(at + 9 + name) : 0);
    }

    /** An inode number, the length of the name, the name, a type where there are types, and the entry's own place. */
    private int length(int at) throws CorruptFileSystemException {
        int length = 8 + 1 + raw.u8(at + 8) + (fileTypes ? 1 : 0) + 2;
        return (length + ALIGNMENT - 1) / ALIGNMENT * ALIGNMENT;
    }
}
