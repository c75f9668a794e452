package htg.fsimage.ext;

import htg.fsimage.fs.AccessControlList;
import htg.fsimage.fs.Content;
import htg.fsimage.volume.CorruptFileSystemException;
import htg.fsimage.volume.LimitExceededException;
import htg.fsimage.volume.Structure;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/** The extended attributes of one inode: in it, in a block, and large values in inodes of their own. */
final class ExtendedAttributes {
    private static final int BLOCK_HEADER = 32;
    private static final int CHECKSUM = 0x10;

    private final Disk disk;
    private final Inode inode;
    private long taken;

    ExtendedAttributes(Disk disk, Inode inode) {
        this.disk = disk;
        this.inode = inode;
    }

    /** All that Linux shows, by full name. */
    Map<String, byte[]> all() throws IOException {
        Map<String, byte[]> found = new LinkedHashMap<>();
        Optional<AttributeTable> inside = inInode();
        if (inside.isPresent()) {
            add(inside.get(), found);
        }
        if (inode.attributeBlock() != 0) {
            add(inBlock(), found);
        }
        return found;
    }

    private void add(AttributeTable table, Map<String, byte[]> found) throws IOException {
        for (AttributeTable.Item item : table.items()) {
            if (!AttributeNames.isInternal(item.index(), item.name())) {
                String name = AttributeNames.full(item.index(), item.name());
                byte[] stored = value(table, item);
                // Where a name is there twice, Linux takes the first.
                found.putIfAbsent(name, AccessControlList.isName(name) ? accessControlList(stored) : stored);
            }
        }
    }

    private byte[] accessControlList(byte[] stored) throws CorruptFileSystemException {
        String name = "access control list of " + inode.name();
        return AccessControlList.ofShortEntries(Structure.of(name, -1, stored, ByteOrder.LITTLE_ENDIAN));
    }

    /** What follows an inode's fields; empty when it is not used. */
    private Optional<AttributeTable> inInode() throws CorruptFileSystemException {
        int at = inode.fieldsLength();
        Structure fields = inode.fields();
        boolean used = at + 4 <= fields.length() && fields.s32(at) == AttributeTable.MAGIC;
        return used ? Optional.of(new AttributeTable(fields, at + 4, at + 4)) : Optional.empty();
    }

    private AttributeTable inBlock() throws IOException {
        long number = inode.attributeBlock();
        Structure fields = disk.block("ext attribute block", number, inode.name());
        fields.require(fields.s32(0) == AttributeTable.MAGIC, "it has no magic number");
        fields.require(fields.u32(8) == 1, "it says that it is " + fields.u32(8) + " blocks");
        if (disk.has(Feature.METADATA_CSUM)) {
            byte[] bytes = fields.bytes();
            int rest = CHECKSUM + 4;
            int sum = disk.checksum()
                    .add64(number)
                    .add(bytes, 0, CHECKSUM)
                    .add32(0)
                    .add(bytes, rest, bytes.length - rest)
                    .value();
            fields.require(sum == fields.s32(CHECKSUM), "its checksum is wrong");
        }
        return new AttributeTable(fields, BLOCK_HEADER, 0);
    }

    private byte[] value(AttributeTable table, AttributeTable.Item item) throws IOException {
        taken += item.size();
        if (taken > disk.limits().memory()) {
            throw new LimitExceededException("the extended attributes of " + inode.name() + " would need more than "
                    + disk.limits().memory() + " bytes of memory");
        }
        return item.inode() == 0 ? table.value(item) : valueInInode(item);
    }

    /** A large value (ext4 documentation, "Large Extended Attribute Values"). */
    private byte[] valueInInode(AttributeTable.Item item) throws IOException {
        Inode holder = new Inodes(disk).read(item.inode());
        Structure fields = holder.fields();
        fields.require(
                disk.has(Feature.EA_INODE) && holder.holdsAttributeValue() && !holder.inline(),
                "it holds no value of an extended attribute");
        fields.require(item.size() <= holder.size(), "it holds a value shorter than " + item.size() + " bytes");
        Content content = MappedContent.of(disk, holder);
        ByteBuffer value = ByteBuffer.wrap(disk.limits().allocate(item.size(), "an extended attribute"));
        while (value.hasRemaining()) {
            content.read(value.position(), value);
        }
        int sum = disk.checksum().add(value.array()).value();
        // Before Linux 4.13 such an inode named its owner instead.
        boolean ofOwner = fields.u32(0x10) == inode.number() && holder.generation() == inode.generation();
        fields.require(sum == fields.s32(8) || ofOwner, "the checksum of the value that it holds is wrong");
        return value.array();
    }

    /** What of an inline file or folder did not fit into the inode's map. */
    byte[] inlineData() throws IOException {
        AttributeTable table = inInode().orElseThrow(() -> inode.fields().corrupt("its inline data are missing"));
        for (AttributeTable.Item item : table.items()) {
            if (item.index() == AttributeNames.SYSTEM && item.name().equals(AttributeNames.INLINE_DATA)) {
                inode.fields().require(item.inode() == 0, "its inline data are elsewhere");
                return table.value(item);
            }
        }
        throw inode.fields().corrupt("its inline data are missing");
    }

    /** What an inline file has in its inode, which may be less than its size. */
    byte[] inlineContent() throws IOException {
        byte[] first = inode.map().bytes();
        byte[] more = inlineData();
        byte[] content = Arrays.copyOf(first, first.length + more.length);
        System.arraycopy(more, 0, content, first.length, more.length);
        return Arrays.copyOf(content, (int) Math.min(inode.size(), content.length));
    }
}
