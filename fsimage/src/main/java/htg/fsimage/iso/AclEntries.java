package htg.fsimage.iso;

import htg.fsimage.fs.AccessControlList;
import htg.fsimage.fs.AccessControlList.Item;
import htg.fsimage.volume.CorruptFileSystemException;
import htg.fsimage.volume.Structure;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Access control lists as xorriso stores them (Arbitrary Attribute Interchange Protocol 2.0): a byte for each entry with a type and
 * permissions, and behind those of users and groups that are named their numbers, most significant byte first.
 */
final class AclEntries {
    private static final int PERMISSIONS = 7;
    private static final int QUALIFIED = 8;
    private static final int SWITCH = 8;
    private static final int CONTINUES = 0x80;
    /** The tags of Linux by these types; 0 for what is none. */
    private static final int[] TAGS = {
        0, Item.OWNER, 0, Item.OWNING_GROUP, 0, Item.MASK, Item.OTHER, 0, 0, 0, Item.USER, 0, Item.GROUP, 0, 0, 0
    };

    private final Structure bytes;
    private int at;

    private AclEntries(Structure bytes) {
        this.bytes = bytes;
    }

    /** The lists that a value has, by the names of Linux for them; {@code area} is named in errors. */
    static Map<String, List<Item>> read(Structure area, byte[] value) throws CorruptFileSystemException {
        return new AclEntries(Structure.of(area.name(), area.place(), value, ByteOrder.BIG_ENDIAN)).read();
    }

    private Map<String, List<Item>> read() throws CorruptFileSystemException {
        Map<String, List<Item>> lists = new LinkedHashMap<>();
        String kind = AccessControlList.ACCESS;
        while (at < bytes.length()) {
            int entry = bytes.u8(at++);
            int number = (entry & QUALIFIED) == 0 ? Item.NOBODY : qualifier();
            int type = entry >> 4;
            if (type == SWITCH) {
                kind = AccessControlList.DEFAULT;
            } else if (TAGS[type] != 0) {
                lists.computeIfAbsent(kind, name -> new ArrayList<>())
                        .add(new Item(TAGS[type], entry & PERMISSIONS, number));
            }
        }
        // Linux has them in this order, xorriso in any.
        lists.values()
                .forEach(list -> list.sort(Comparator.comparingInt(Item::tag).thenComparingInt(Item::number)));
        return lists;
    }

    /** The last four bytes of a number, or of a text that nobody asks for. */
    private int qualifier() throws CorruptFileSystemException {
        int number = 0;
        int head;
        do {
            head = bytes.u8(at++);
            int end = at + (head & ~CONTINUES);
            while (at < end) {
                number = (number << 8) | bytes.u8(at++);
            }
        } while ((head & CONTINUES) != 0);
        return number;
    }
}
