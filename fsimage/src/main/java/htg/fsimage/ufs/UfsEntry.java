package htg.fsimage.ufs;

import htg.fsimage.fs.Entry;
import htg.fsimage.fs.FileType;
import htg.fsimage.fs.Node;
import java.io.IOException;

/**
 * A name in a folder.
 *
 * @param inode what it stands for
 */
record UfsEntry(UfsFileSystem fileSystem, String name, FileType type, long inode) implements Entry {
    @Override
    public Node node() throws IOException {
        return fileSystem.node(inode);
    }
}
