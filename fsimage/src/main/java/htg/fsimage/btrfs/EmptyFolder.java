package htg.fsimage.btrfs;

import htg.fsimage.fs.Attributes;
import htg.fsimage.fs.EntryVisitor;
import htg.fsimage.fs.FileType;
import htg.fsimage.fs.Node;
import htg.fsimage.fs.Times;

/**
 * What the kernel shows where a snapshot was made of a folder with a subvolume.
 *
 * @param subvolumeId the subvolume that is not there
 */
record EmptyFolder(long subvolumeId, Times times) implements Node {
    /** The inode number that all of them have in their subvolumes. */
    private static final long NUMBER = 2;

    @Override
    public Attributes attributes() {
        return Attributes.of(FileType.FOLDER, Inode.id(subvolumeId, NUMBER), 0).times(times);
    }

    @Override
    public void list(EntryVisitor visitor) {
        // There is nothing.
    }
}
