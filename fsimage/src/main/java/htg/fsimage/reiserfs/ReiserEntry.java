package htg.fsimage.reiserfs;

import htg.fsimage.fs.Entry;
import htg.fsimage.fs.FileType;
import htg.fsimage.fs.Node;
import java.io.IOException;

/**
 * A name in a folder.
 *
 * @param key of what it stands for
 */
record ReiserEntry(ReiserFileSystem fileSystem, String name, Key key) implements Entry {
    @Override
    public FileType type() {
        return FileType.UNKNOWN;
    }

    @Override
    public Node node() throws IOException {
        return fileSystem.node(key);
    }
}
