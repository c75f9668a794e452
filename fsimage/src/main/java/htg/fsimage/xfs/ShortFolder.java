package htg.fsimage.xfs;

import htg.fsimage.volume.CorruptFileSystemException;
import htg.fsimage.volume.Structure;
import java.util.ArrayList;
import java.util.List;

/** A folder that is small enough to be inside its inode ("Short Form Directories"). */
final class ShortFolder {
    private ShortFolder() {}

    /** All its entries; it has none for itself and for the folder above. */
    static List<FolderEntry> parse(Structure raw, long size, boolean fileTypes, Damage damage) {
        List<FolderEntry> entries = new ArrayList<>();
        try {
            Structure folder = raw.part(raw.name(), 0, (int) Math.min(size, raw.length()));
            parse(folder, fileTypes, entries);
        } catch (CorruptFileSystemException problem) {
            damage.add(problem);
        }
        return entries;
    }

    private static void parse(Structure folder, boolean fileTypes, List<FolderEntry> entries)
            throws CorruptFileSystemException {
        int wide = folder.u8(1);
        // Either all inode numbers have eight bytes, or none has.
        int numberSize = wide > 0 ? Long.BYTES : Integer.BYTES;
        int count = folder.u8(0);
        int at = 2 + numberSize;
        for (int i = 0; i < count; i++) {
            int length = folder.u8(at);
            byte[] name = folder.bytes(at + 3, length);
            at += 3 + length;
            int type = fileTypes ? folder.u8(at++) : 0;
            long inode = numberSize == Long.BYTES ? folder.bits64(at) : folder.u32(at);
            at += numberSize;
            FolderEntry entry = FolderEntry.of(folder, name, inode, type);
            folder.require(!entry.dot(), "an entry has the name of the folder itself");
            entries.add(entry);
        }
    }
}
