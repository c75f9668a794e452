package htg.fsimage.btrfs;

import htg.fsimage.fs.FileType;
import htg.fsimage.volume.Names;
import htg.fsimage.volume.Structure;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * A directory item, which also stands for extended attributes. Those whose names have the same hash share one tree item.
 *
 * @param location the item that a name leads to: an inode, or the root of a subvolume
 * @param typeNumber what that is
 * @param start where its bytes begin in the tree item
 */
record NamedItem(Structure item, Key location, int typeNumber, int start) {
    private static final int HEADER = 30;
    private static final int ENCRYPTED = 0x80;

    static List<NamedItem> parse(Structure item) throws IOException {
        List<NamedItem> found = new ArrayList<>();
        int at = 0;
        while (at < item.length()) {
            Key location = new Key(item.bits64(at), item.u8(at + 8), item.bits64(at + 9));
            NamedItem one = new NamedItem(item, location, item.u8(at + 29), at);
            int end = at + HEADER + one.nameLength() + one.valueLength();
            item.require(end <= item.length(), "the entry at " + at + " leaves it");
            found.add(one);
            at = end;
        }
        return found;
    }

    private int nameLength() throws IOException {
        return item.u16(start + 27);
    }

    private int valueLength() throws IOException {
        return item.u16(start + 25);
    }

    byte[] rawName() throws IOException {
        return item.bytes(start + HEADER, nameLength());
    }

    byte[] value() throws IOException {
        return item.bytes(start + HEADER + nameLength(), valueLength());
    }

    /** Its name as text, unless no file can have it. */
    Optional<String> name() throws IOException {
        String name = Names.decode(rawName());
        boolean sound = !name.isEmpty()
                && name.indexOf('/') < 0
                && name.indexOf('\0') < 0
                && !name.equals(".")
                && !name.equals("..");
        return sound ? Optional.of(name) : Optional.empty();
    }

    FileType type() {
        return switch (typeNumber & ~ENCRYPTED) {
            case 1 -> FileType.REGULAR;
            case 2 -> FileType.FOLDER;
            case 3 -> FileType.CHARACTER_DEVICE;
            case 4 -> FileType.BLOCK_DEVICE;
            case 5 -> FileType.PIPE;
            case 6 -> FileType.SOCKET;
            case 7 -> FileType.LINK;
            default -> FileType.UNKNOWN;
        };
    }
}
