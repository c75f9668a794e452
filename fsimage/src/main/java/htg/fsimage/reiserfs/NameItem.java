package htg.fsimage.reiserfs;

import htg.fsimage.volume.CorruptFileSystemException;
import htg.fsimage.volume.Structure;
import java.util.Arrays;

/** An item with names: their heads in the order of their hashes, then the names from the item's end backwards. */
final class NameItem {
    private static final int HEAD = 16;
    private static final int VISIBLE = 4;

    private final Item item;
    private final Structure body;

    NameItem(Item item) throws CorruptFileSystemException {
        this.item = item;
        this.body = item.body();
        body.require(item.entries() <= body.length() / HEAD, "it has " + item.entries() + " names");
    }

    int count() {
        return item.entries();
    }

    /** The hash of a name and what tells it from others with the same one. */
    long offset(int index) throws CorruptFileSystemException {
        return body.u32(index * HEAD);
    }

    /** Whether it is to be seen: others were deleted while they were in use. */
    boolean visible(int index) throws CorruptFileSystemException {
        return (body.u16(index * HEAD + 14) & VISIBLE) != 0;
    }

    /** The key of the stat data of what a name stands for. */
    Key target(int index) throws CorruptFileSystemException {
        return new Key(body.u32(index * HEAD + 4), body.u32(index * HEAD + 8), 0, Key.STAT_DATA);
    }

    /** A name, which ends where the one before begins, or with its first NUL. */
    byte[] name(int index) throws CorruptFileSystemException {
        int start = body.u16(index * HEAD + 12);
        int end = index == 0 ? body.length() : body.u16((index - 1) * HEAD + 12);
        body.require(start >= item.entries() * HEAD && start < end, "its name " + index + " is not inside it");
        byte[] name = body.bytes(start, end - start);
        int length = 0;
        while (length < name.length && name[length] != 0) {
            body.require(name[length] != '/', "its name " + index + " has a slash");
            length++;
        }
        body.require(length > 0, "its name " + index + " is empty");
        return Arrays.copyOf(name, length);
    }
}
