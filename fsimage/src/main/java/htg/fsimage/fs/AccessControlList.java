package htg.fsimage.fs;

import htg.fsimage.volume.CorruptFileSystemException;
import htg.fsimage.volume.Structure;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.List;

/**
 * Access control lists as the extended attributes in which Linux and {@code getfattr} show them, whatever a file system stores:
 * little-endian, a version, then for each entry a tag, permissions and a number ({@code linux/posix_acl_xattr.h}).
 */
public final class AccessControlList {
    public static final String ACCESS = "system.posix_acl_access";
    public static final String DEFAULT = "system.posix_acl_default";

    private static final int VERSION = 2;
    private static final int STORED_VERSION = 1;
    private static final int HEADER = 4;
    private static final int LENGTH = 8;
    private static final int SHORT_LENGTH = 4;

    /**
     * Who may do what.
     *
     * @param tag one of the constants
     * @param permissions as in a mode, 4 to read, 2 to write, 1 to run
     * @param number of a user or group that is named; {@link #NOBODY} of all others
     */
    public record Item(int tag, int permissions, int number) {
        public static final int OWNER = 1;
        public static final int USER = 2;
        public static final int OWNING_GROUP = 4;
        public static final int GROUP = 8;
        public static final int MASK = 16;
        public static final int OTHER = 32;
        public static final int NOBODY = -1;

        static boolean hasNumber(int tag) {
            return tag == USER || tag == GROUP;
        }
    }

    private AccessControlList() {}

    /** Whether an extended attribute is one. */
    public static boolean isName(String name) {
        return name.equals(ACCESS) || name.equals(DEFAULT);
    }

    /** Of entries in the order in which Linux has them: by tag, then by number. */
    public static byte[] of(List<Item> items) {
        ByteBuffer list = ByteBuffer.allocate(HEADER + items.size() * LENGTH).order(ByteOrder.LITTLE_ENDIAN);
        list.putInt(VERSION);
        for (Item item : items) {
            list.putShort((short) item.tag())
                    .putShort((short) item.permissions())
                    .putInt(item.number());
        }
        return list.array();
    }

    /**
     * Makes it of what ext2 and those after it store, and ReiserFS as well: another version, and numbers only where an entry has one.
     *
     * @param stored little-endian
     */
    public static byte[] ofShortEntries(Structure stored) throws CorruptFileSystemException {
        stored.require(stored.s32(0) == STORED_VERSION, "its version is " + stored.s32(0));
        List<Item> items = new ArrayList<>();
        int at = HEADER;
        while (at < stored.length()) {
            int tag = stored.u16(at);
            boolean named = Item.hasNumber(tag);
            items.add(new Item(tag, stored.u16(at + 2), named ? stored.s32(at + SHORT_LENGTH) : Item.NOBODY));
            at += named ? LENGTH : SHORT_LENGTH;
        }
        return of(items);
    }
}
