package htg.fsimage.ext;

import java.io.IOException;

/** Is given the raw entries of a folder. */
@FunctionalInterface
interface EntrySink {
    /**
     * Takes an entry.
     *
     * @param inode its number, not 0
     * @param type the folder's code for what it is
     * @param bytes where its name is, which belong to the caller
     * @return whether to go on
     */
    boolean take(long inode, int type, byte[] bytes, int nameAt, int nameLength) throws IOException;
}
