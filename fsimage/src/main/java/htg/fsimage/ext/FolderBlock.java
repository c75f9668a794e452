package htg.fsimage.ext;

import htg.fsimage.volume.CorruptFileSystemException;
import java.io.IOException;

/** Entries in a row (ext4 documentation, "Directory Entries"): those of one block, or of one part of an inode. */
final class FolderBlock {
    private static final int HEADER = 8;
    /** A block of so many bytes stores lengths in another way, since they would not fit. */
    private static final int LARGEST_BLOCK = 65_536;

    private final String name;
    private final long place;
    private final byte[] bytes;
    private final int from;
    private final int length;

    /**
     * Bytes that do not change any more.
     *
     * @param name of the block for errors
     * @param place of the first byte in the volume
     * @param bytes where it is
     * @param from where in the bytes it begins
     * @param to where it ends
     */
    FolderBlock(String name, long place, byte[] bytes, int from, int to) {
        this.name = name;
        this.place = place;
        this.bytes = bytes;
        this.from = from;
        this.length = to - from;
    }

    /** Adds a part of it to a checksum. */
    RawCrc32c addTo(RawCrc32c sum, int at, int count) {
        return sum.add(bytes, from + at, count);
    }

    int u8(int at) {
        return Byte.toUnsignedInt(bytes[from + at]);
    }

    int u16(int at) {
        return u8(at) | u8(at + 1) << 8;
    }

    int s32(int at) {
        return u16(at) | u16(at + 2) << 16;
    }

    int length() {
        return length;
    }

    /** How far it is from the entry at a place to the next. */
    int entryLength(int at) {
        int stored = u16(at + 4);
        if (length < LARGEST_BLOCK) {
            return stored;
        }
        return stored == 0 || stored == 0xFFFF ? LARGEST_BLOCK : (stored & 0xFFFC) | (stored & 3) << 16;
    }

    /** Gives the entries to a sink; false when it had enough. Damage ends the block, not the folder. */
    boolean visit(EntrySink sink, Damage damage) throws IOException {
        int at = 0;
        while (at + HEADER <= length) {
            int next = entryLength(at);
            int nameLength = u8(at + 6);
            if (next < HEADER || next % 4 != 0 || next > length - at || HEADER + nameLength > next) {
                damage.add(corrupt("an entry of " + next + " bytes at " + at + " with a name of " + nameLength));
                return true;
            }
            if (s32(at) != 0 && !give(at, nameLength, sink, damage)) {
                return false;
            }
            at += next;
        }
        return true;
    }

    private boolean give(int at, int nameLength, EntrySink sink, Damage damage) throws IOException {
        int nameAt = from + at + HEADER;
        if (nameLength == 0) {
            damage.add(corrupt("an entry without a name at " + at));
            return true;
        } else if (isSelfOrParent(nameAt, nameLength)) {
            return true;
        }
        return sink.take(Integer.toUnsignedLong(s32(at)), u8(at + 7), bytes, nameAt, nameLength);
    }

    private boolean isSelfOrParent(int nameAt, int nameLength) {
        return bytes[nameAt] == '.' && (nameLength == 1 || (nameLength == 2 && bytes[nameAt + 1] == '.'));
    }

    CorruptFileSystemException corrupt(String problem) {
        return new CorruptFileSystemException(name, place, problem);
    }
}
