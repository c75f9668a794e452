package htg.fsimage.fs;

import java.io.IOException;
import java.util.List;

/**
 * A file system in an image, read-only. It reads from volumes that belong to whoever opened them, and needs no closing. Safe for
 * several threads at once.
 */
public interface FileSystem {
    /** What it says of itself. */
    FileSystemInfo info() throws IOException;

    /** The folder that all paths begin with. */
    Node root() throws IOException;

    /**
     * Folders that a system may have for its root, the likeliest first: paths from {@link #root}. More than {@code /} where one file
     * system holds several, as the subvolumes of btrfs.
     */
    default List<String> systemRoots() throws IOException {
        return List.of("/");
    }
}
