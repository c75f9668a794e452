package htg.fsimage.xfs;

import htg.fsimage.fs.FileType;
import htg.fsimage.volume.CorruptFileSystemException;
import htg.fsimage.volume.Names;
import htg.fsimage.volume.Structure;
import java.util.Arrays;

/** A name in a folder, and the number of the inode it stands for. */
record FolderEntry(String name, long inode, FileType type) {
    private static final FileType[] TYPES = {
        FileType.UNKNOWN,
        FileType.REGULAR,
        FileType.FOLDER,
        FileType.CHARACTER_DEVICE,
        FileType.BLOCK_DEVICE,
        FileType.PIPE,
        FileType.SOCKET,
        FileType.LINK,
        // What overlays put in the place of a deleted file.
        FileType.CHARACTER_DEVICE
    };

    /** Checks an entry; its {@code type} is 0 where the folder does not say. */
    static FolderEntry of(Structure raw, byte[] name, long inode, int type) throws CorruptFileSystemException {
        for (byte letter : name) {
            raw.require(letter != 0 && letter != '/', "the name of an entry has a slash or a zero byte");
        }
        raw.require(name.length > 0, "an entry has no name");
        return new FolderEntry(Names.decode(name), inode, type < TYPES.length ? TYPES[type] : FileType.UNKNOWN);
    }

    /** Whether it is one of the two that every folder has. */
    boolean dot() {
        return name.equals(".") || name.equals("..");
    }

    /** Whether it has this name but for the case of ASCII letters. */
    boolean hasNameOf(byte[] other) {
        return Arrays.equals(folded(Names.encode(name)), folded(other));
    }

    private static byte[] folded(byte[] name) {
        byte[] folded = name.clone();
        for (int i = 0; i < folded.length; i++) {
            if (folded[i] >= 'A' && folded[i] <= 'Z') {
                folded[i] = (byte) (folded[i] + 'a' - 'A');
            }
        }
        return folded;
    }
}
