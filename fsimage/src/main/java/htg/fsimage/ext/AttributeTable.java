package htg.fsimage.ext;

import htg.fsimage.volume.CorruptFileSystemException;
import htg.fsimage.volume.Names;
import htg.fsimage.volume.Structure;
import java.util.ArrayList;
import java.util.List;

/**
 * Extended attributes in an inode or a block (ext4 documentation, "Extended Attributes").
 *
 * @param fields where they are
 * @param first where the first entry is
 * @param origin what the places of values count from
 */
record AttributeTable(Structure fields, int first, int origin) {
    static final int MAGIC = 0xEA020000;

    private static final int ENTRY = 16;

    /**
     * An attribute.
     *
     * @param index stands for the beginning of its name
     * @param name the rest of it
     * @param at where its value is in the table's structure
     * @param inode the inode with its value; 0 when it is in the table
     * @param size bytes of its value
     */
    record Item(int index, String name, int at, long inode, long size) {}

    List<Item> items() throws CorruptFileSystemException {
        List<Item> items = new ArrayList<>();
        int at = first;
        while (at <= fields.length() - 4 && fields.s32(at) != 0) {
            int nameLength = fields.u8(at);
            items.add(item(at, nameLength));
            at += (ENTRY + nameLength + 3) & ~3;
        }
        return items;
    }

    private Item item(int at, int nameLength) throws CorruptFileSystemException {
        String name = Names.decode(fields.bytes(at + ENTRY, nameLength));
        return new Item(fields.u8(at + 1), name, origin + fields.u16(at + 2), fields.u32(at + 4), fields.u32(at + 8));
    }

    /** The value of an attribute that is in this table. */
    byte[] value(Item item) throws CorruptFileSystemException {
        fields.require(item.size() <= fields.length(), "an attribute has a value of " + item.size() + " bytes");
        return fields.bytes(item.at(), (int) item.size());
    }
}
