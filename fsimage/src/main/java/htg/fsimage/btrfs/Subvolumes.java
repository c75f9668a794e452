package htg.fsimage.btrfs;

import htg.fsimage.fs.FileType;
import htg.fsimage.fs.Node;
import htg.fsimage.volume.CorruptFileSystemException;
import htg.fsimage.volume.ImageFormatException;
import htg.fsimage.volume.Names;
import htg.fsimage.volume.Structure;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/** How subvolumes hang together. */
record Subvolumes(BtrfsFileSystem fileSystem, Tree root, long rootFolder) {
    /** So many are looked at for systems; whoever makes a snapshot an hour has no more. */
    private static final int MOST = 1000;

    private static final int LONGEST_PATH = 256;

    /** Whether a subvolume's place is this name in this folder. */
    boolean isAt(long id, long parent, long folder, byte[] name) throws IOException {
        Optional<Structure> item = root.find(new Key(parent, Key.ROOT_REF, id), "btrfs subvolume reference");
        return item.isPresent() && item.get().bits64(0) == folder && Arrays.equals(name(item.get(), 16), name);
    }

    private static byte[] name(Structure item, int at) throws IOException {
        return item.bytes(at + 2, item.u16(at));
    }

    /** The subvolume that is mounted when none is asked for. */
    long defaultId() throws IOException {
        byte[] name = "default".getBytes(StandardCharsets.US_ASCII);
        Key key = new Key(rootFolder, Key.DIR_ITEM, NameHash.of(name));
        Optional<Structure> item = root.find(key, "btrfs default subvolume");
        if (item.isPresent()) {
            for (NamedItem one : NamedItem.parse(item.get())) {
                if (Arrays.equals(one.rawName(), name)) {
                    return one.location().object();
                }
            }
        }
        return Key.FS_TREE;
    }

    /** The numbers of all subvolumes and snapshots but the top level. */
    List<Long> ids() throws IOException {
        List<Long> ids = new ArrayList<>();
        Tree.Cursor cursor = root.ceiling(new Key(Key.FIRST, Key.ROOT_ITEM, 0));
        boolean more = cursor.isValid();
        while (more && ids.size() < MOST && Long.compareUnsigned(cursor.key().object(), Key.BEHIND_LAST) < 0) {
            if (cursor.key().type() == Key.ROOT_ITEM) {
                ids.add(cursor.key().object());
            }
            more = cursor.next();
        }
        return ids;
    }

    /** Where a subvolume is, from the top level. */
    String path(long id) throws IOException {
        List<String> names = new ArrayList<>();
        long subvolume = id;
        while (subvolume != Key.FS_TREE) {
            Tree.Cursor cursor = root.ceiling(new Key(subvolume, Key.ROOT_BACKREF, 0));
            require(cursor.isOf(subvolume, Key.ROOT_BACKREF) && names.size() < LONGEST_PATH, subvolume);
            Structure item = cursor.item("btrfs subvolume reference");
            names.add(0, Names.decode(name(item, 16)));
            subvolume = cursor.key().offset();
            addFolders(fileSystem.subvolume(subvolume).root().tree(), item.bits64(0), names);
        }
        return "/" + String.join("/", names);
    }

    private static void addFolders(Tree tree, long folder, List<String> names) throws IOException {
        long inode = folder;
        while (inode != Key.FIRST) {
            Tree.Cursor cursor = tree.ceiling(new Key(inode, Key.INODE_REF, 0));
            require(cursor.isOf(inode, Key.INODE_REF) && names.size() < LONGEST_PATH, inode);
            names.add(0, Names.decode(name(cursor.item("btrfs inode reference"), 8)));
            inode = cursor.key().offset();
        }
    }

    private static void require(boolean sound, long object) throws CorruptFileSystemException {
        if (!sound) {
            throw new CorruptFileSystemException(
                    "btrfs object " + Long.toUnsignedString(object), -1, "no path leads to it from the top level");
        }
    }

    /** The paths of the default subvolume, and of all that look like systems: those that can be written to, then snapshots. */
    List<String> systemRoots() throws IOException {
        List<String> roots = new ArrayList<>();
        List<String> readOnly = new ArrayList<>();
        add(defaultId(), roots, roots, true);
        add(Key.FS_TREE, roots, readOnly, false);
        for (long id : ids()) {
            add(id, roots, readOnly, false);
        }
        roots.addAll(readOnly);
        List<String> distinct = roots.stream().distinct().toList();
        return distinct.isEmpty() ? List.of("/") : distinct;
    }

    private void add(long id, List<String> roots, List<String> readOnly, boolean always) throws IOException {
        try {
            Subvolume subvolume = fileSystem.subvolume(id);
            if (always || isSystem(subvolume.folder())) {
                (subvolume.root().readOnly() ? readOnly : roots).add(path(id));
            }
        } catch (ImageFormatException damaged) {
            fileSystem
                    .problems()
                    .note("Subvolume " + Long.toUnsignedString(id) + " was passed over: " + damaged.getMessage() + ".");
        }
    }

    private static boolean isSystem(Node folder) throws IOException {
        return has(folder, "etc") && (has(folder, "usr") || has(folder, "bin") || has(folder, "boot"));
    }

    private static boolean has(Node folder, String name) throws IOException {
        Optional<Node> child = folder.child(name);
        return child.isPresent()
                && (child.get().attributes().type() == FileType.FOLDER
                        || child.get().attributes().type() == FileType.LINK);
    }
}
