package htg.fsimage.ext;

import htg.fsimage.volume.ImageFormatException;
import java.io.IOException;
import java.util.Arrays;

/** Looks for one name in a folder: by the folder's index where it has one, else among all its entries. */
final class FolderSearch implements EntrySink {
    private final Disk disk;
    private final Inode folder;
    private final byte[] name;
    private long found;

    FolderSearch(Disk disk, Inode folder, byte[] name) {
        this.disk = disk;
        this.folder = folder;
        this.name = name;
    }

    /** The number of the inode with that name; 0 where there is none. */
    long find() throws IOException {
        if (!FolderIndex.serves(disk, folder) || !byIndex()) {
            new Folder(disk, folder).visit(this);
        }
        return found;
    }

    /** Whether it is known now. Without its index a folder is slower to search, but not less complete. */
    private boolean byIndex() throws IOException {
        try {
            FolderIndex index = new FolderIndex(disk, folder);
            index.visit(name, this);
            return found != 0 || index.isSure();
        } catch (ImageFormatException damaged) {
            disk.note("The index of a folder was not used (" + damaged.getMessage() + ").");
            return false;
        }
    }

    @Override
    public boolean take(long inode, int type, byte[] bytes, int nameAt, int nameLength) {
        boolean same = Arrays.equals(bytes, nameAt, nameAt + nameLength, name, 0, name.length);
        found = same ? inode : 0;
        return !same;
    }
}
