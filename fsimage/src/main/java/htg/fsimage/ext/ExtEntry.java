package htg.fsimage.ext;

import htg.fsimage.fs.Entry;
import htg.fsimage.fs.FileType;
import htg.fsimage.fs.Node;
import java.io.IOException;

/**
 * A name in a folder; its inode is read when it is asked for.
 *
 * @param nodes where
 */
record ExtEntry(Nodes nodes, String name, FileType type, long inode) implements Entry {
    private static final FileType[] TYPES = {
        FileType.UNKNOWN,
        FileType.REGULAR,
        FileType.FOLDER,
        FileType.CHARACTER_DEVICE,
        FileType.BLOCK_DEVICE,
        FileType.PIPE,
        FileType.SOCKET,
        FileType.LINK
    };

    /** What a folder's code stands for. */
    static FileType type(int code) {
        return code < TYPES.length ? TYPES[code] : FileType.UNKNOWN;
    }

    @Override
    public Node node() throws IOException {
        return nodes.get(inode);
    }
}
