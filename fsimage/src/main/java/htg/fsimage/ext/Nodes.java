package htg.fsimage.ext;

import htg.fsimage.fs.FileType;
import htg.fsimage.fs.Node;
import java.io.IOException;

/** Makes nodes of inodes. */
final class Nodes {
    private final Disk disk;
    private final Inodes inodes;
    private final boolean typesInFolders;

    Nodes(Disk disk) throws IOException {
        this.disk = disk;
        this.inodes = new Inodes(disk);
        this.typesInFolders = disk.has(Feature.FILETYPE);
    }

    /** The file, folder, link or device with an inode's number. */
    Node get(long number) throws IOException {
        Inode inode = inodes.read(number);
        return switch (inode.type()) {
            case FOLDER -> new FolderNode(this, disk, inode);
            case LINK -> new LinkNode(disk, inode);
            default -> new ExtNode(disk, inode);
        };
    }

    /** What a folder says that a name is. */
    FileType type(int code) {
        return typesInFolders ? ExtEntry.type(code) : FileType.UNKNOWN;
    }
}
