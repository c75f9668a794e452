package htg.fsimage.btrfs;

import htg.fsimage.fs.Limits;
import htg.fsimage.volume.CorruptFileSystemException;
import htg.fsimage.volume.LimitExceededException;
import htg.fsimage.volume.Structure;
import java.io.IOException;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** The files of one subvolume or snapshot. Safe for several threads at once. */
record Subvolume(BtrfsFileSystem fileSystem, Trees.Root root) {
    long id() {
        return root.id();
    }

    DataReader data() {
        return fileSystem.data();
    }

    /** The folder that everything in it is below. */
    BtrfsNode folder() throws IOException {
        return node(Key.FIRST);
    }

    BtrfsNode node(long number) throws IOException {
        Structure item = root.tree()
                .find(new Key(number, Key.INODE_ITEM, 0), "btrfs inode item")
                .orElseThrow(() -> new CorruptFileSystemException(
                        "btrfs inode " + Long.toUnsignedString(number) + " of subvolume " + id(),
                        -1,
                        "it is not there"));
        return new BtrfsNode(this, Inode.parse(id(), number, item));
    }

    /** The part of a file that a byte is in: an extent, or the hole up to the next one. */
    FileExtent extent(long number, long offset, long size) throws IOException {
        Tree.Cursor cursor = root.tree().floor(new Key(number, Key.EXTENT_DATA, offset));
        if (cursor.isOf(number, Key.EXTENT_DATA)) {
            FileExtent extent =
                    FileExtent.parse(cursor.key().offset(), data().sectorSize(), cursor.item("btrfs file extent"));
            if (extent.contains(offset)) {
                return extent;
            }
        }
        boolean more = cursor.next() && cursor.isOf(number, Key.EXTENT_DATA);
        long next = more ? cursor.key().offset() : size;
        return FileExtent.hole(offset, next > offset ? Math.min(next, size) : size);
    }

    /** Looks a name up by its hash. */
    Optional<NamedItem> find(long number, byte[] name) throws IOException {
        Key key = new Key(number, Key.DIR_ITEM, NameHash.of(name));
        Optional<Structure> item = root.tree().find(key, "btrfs directory item");
        if (item.isPresent()) {
            for (NamedItem one : NamedItem.parse(item.get())) {
                if (java.util.Arrays.equals(one.rawName(), name)) {
                    return Optional.of(one);
                }
            }
        }
        return Optional.empty();
    }

    Map<String, byte[]> extendedAttributes(long number, Limits limits) throws IOException {
        Map<String, byte[]> found = new TreeMap<>();
        long room = limits.memory() / 4;
        Tree.Cursor cursor = root.tree().ceiling(new Key(number, Key.XATTR_ITEM, 0));
        while (cursor.isOf(number, Key.XATTR_ITEM)) {
            for (NamedItem one : NamedItem.parse(cursor.item("btrfs extended attribute"))) {
                found.put(htg.fsimage.volume.Names.decode(one.rawName()), one.value());
            }
            room -= cursor.itemSize();
            if (room < 0) {
                throw new LimitExceededException("the extended attributes of one file take too much memory");
            }
            cursor.next();
        }
        return found;
    }
}
