package htg.fsimage.xfs;

import htg.fsimage.volume.CorruptFileSystemException;
import htg.fsimage.volume.Names;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** A folder of any form ("Directories"). */
final class Folder {
    private static final int LONGEST_NAME = 255;

    private final Disk disk;
    private final Inode inode;

    Folder(Disk disk, Inode inode) {
        this.disk = disk;
        this.inode = inode;
    }

    private Features features() {
        return disk.superblock().features();
    }

    /**
     * Gives its entries to a visitor, some at a time.
     *
     * @throws CorruptFileSystemException when parts of it are damaged, after all others were visited
     */
    void list(FolderBlocks.BlockVisitor visitor) throws IOException {
        Fork data = inode.data();
        Damage damage = new Damage();
        if (data.format() != Fork.Format.LOCAL) {
            new FolderBlocks(disk, data, inode.size()).list(visitor, damage);
        } else if (!visitor.visit(
                ShortFolder.parse(data.bytes(), inode.size(), features().fileTypes(), damage))) {
            return;
        }
        damage.throwFirst();
    }

    /** The entry with a name. */
    Optional<FolderEntry> find(String name) throws IOException {
        byte[] bytes = Names.encode(name);
        if (bytes.length > LONGEST_NAME || name.equals(".") || name.equals("..")) {
            return Optional.empty();
        }
        Fork data = inode.data();
        // Systems do not agree on what the hashes of letters in another case are beyond ASCII.
        if (data.format() == Fork.Format.LOCAL || features().ignoresCase()) {
            return search(name, bytes);
        }
        try {
            Optional<FolderIndex> index = new FolderBlocks(disk, data, inode.size()).index();
            return index.isPresent() ? index.get().find(name, bytes) : search(name, bytes);
        } catch (CorruptFileSystemException damagedIndex) {
            return search(name, bytes);
        }
    }

    private Optional<FolderEntry> search(String name, byte[] bytes) throws IOException {
        List<FolderEntry> similar = new ArrayList<>();
        List<FolderEntry> same = new ArrayList<>();
        list(entries -> {
            for (FolderEntry entry : entries) {
                if (entry.name().equals(name)) {
                    same.add(entry);
                    return false;
                } else if (features().ignoresCase() && entry.hasNameOf(bytes)) {
                    similar.add(entry);
                }
            }
            return true;
        });
        same.addAll(similar);
        return same.stream().findFirst();
    }
}
