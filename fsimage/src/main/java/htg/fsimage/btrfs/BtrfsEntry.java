package htg.fsimage.btrfs;

import htg.fsimage.fs.Entry;
import htg.fsimage.fs.FileType;
import htg.fsimage.fs.Node;
import java.io.IOException;

/**
 * A name in a folder.
 *
 * @param subvolume where the folder is
 * @param folder the folder's inode
 */
record BtrfsEntry(Subvolume subvolume, Inode folder, NamedItem item, String name) implements Entry {
    @Override
    public FileType type() {
        return item.type();
    }

    @Override
    public Node node() throws IOException {
        Key location = item.location();
        return switch (location.type()) {
            case Key.INODE_ITEM -> subvolume.node(location.object());
            case Key.ROOT_ITEM -> subvolumeBelow(location.object());
            default -> throw item.item().corrupt("it leads to an item of type " + location.type());
        };
    }

    /** A snapshot does not hold the subvolumes of what it was made of: where they were it has empty folders. */
    private Node subvolumeBelow(long id) throws IOException {
        BtrfsFileSystem fileSystem = subvolume.fileSystem();
        if (fileSystem.subvolumes().isAt(id, subvolume.id(), folder.number(), item.rawName())) {
            return fileSystem.subvolume(id).folder();
        }
        return new EmptyFolder(id, folder.attributes().times());
    }
}
