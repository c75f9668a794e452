package htg.fsimage.ufs;

import htg.fsimage.fs.FileSystem;
import htg.fsimage.fs.FileSystemInfo;
import htg.fsimage.fs.FileType;
import htg.fsimage.fs.Limits;
import htg.fsimage.fs.Node;
import htg.fsimage.fs.OpenRequest;
import htg.fsimage.volume.CorruptFileSystemException;
import htg.fsimage.volume.Structure;
import htg.fsimage.volume.Volume;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.List;

/** A UFS1 or UFS2. */
final class UfsFileSystem implements FileSystem {
    private static final long ROOT = 2;
    private static final int INODE_HASH = 244;

    private final Volume volume;
    private final Limits limits;
    private final Superblock superblock;
    private final String copied;
    private final ByteOrder order;
    private final boolean hashedInodes;

    private UfsFileSystem(OpenRequest request, SuperblockSearch.Result found) throws IOException {
        this.volume = request.volume();
        this.limits = request.limits();
        this.superblock = found.superblock();
        this.copied = found.problem();
        this.order = found.order();
        this.hashedInodes = superblock.variant() == Variant.UFS2 && SuperblockHash.ofInodes(superblock.fields());
    }

    static UfsFileSystem open(OpenRequest request) throws IOException {
        SuperblockSearch.Result found = SuperblockSearch.read(request.volume());
        return new UfsFileSystem(request, found);
    }

    @Override
    public FileSystemInfo info() throws IOException {
        UfsState state = new UfsState(superblock);
        List<String> problems = new ArrayList<>();
        if (!copied.isEmpty()) {
            problems.add(copied);
        }
        problems.addAll(state.problems());
        long size = superblock.fragments() * superblock.fragmentSize();
        if (size > volume.size()) {
            problems.add("It is of " + size + " bytes, but there are only " + volume.size() + ".");
        }
        String type = superblock.variant() == Variant.UFS2 ? "ufs2" : "ufs1";
        return FileSystemInfo.of(type, state.label(), state.uuid(), size, state.used())
                .facts(state.facts())
                .problems(problems);
    }

    @Override
    public Node root() throws IOException {
        UfsNode root = node(ROOT);
        root.inode().fields().require(root.attributes().type() == FileType.FOLDER, "the root is no folder");
        return root;
    }

    /** The node of an inode in use. */
    UfsNode node(long number) throws IOException {
        long place = superblock.inodePlace(number);
        String name = "UFS inode " + number;
        Variant variant = superblock.variant();
        Structure fields = Structure.read(volume, name, place, variant.inodeSize(), order);
        fields.require(fields.u16(0) != 0, "it is not in use");
        if (hashedInodes) {
            SuperblockHash.verify(fields, variant.inodeSize(), INODE_HASH);
        }
        Inode inode = new Inode(number, variant, fields);
        return new UfsNode(this, inode, inode.attributes());
    }

    Superblock superblock() {
        return superblock;
    }

    ByteOrder order() {
        return order;
    }

    Limits limits() {
        return limits;
    }

    /** Bytes that a folder can have at most, since it has no holes. */
    long largestFolder() {
        return Math.min(volume.size(), superblock.fragments() * superblock.fragmentSize());
    }

    /** Symbolic links shorter than this are in their inodes; 0 where that does not depend on the length. */
    int longestShortTarget() throws CorruptFileSystemException {
        return superblock.variant().typedEntries() ? superblock.fields().s32(1320) : 0;
    }

    /** Reads a structure that begins with a fragment. */
    Structure read(String name, long fragment, int length) throws IOException {
        return Structure.read(volume, name, place(name, fragment, length), length, order);
    }

    /** Fills a buffer from so many bytes behind the start of a fragment. */
    void read(String name, long fragment, long within, ByteBuffer into) throws IOException {
        volume.read(place(name, fragment, within + into.remaining()) + within, into);
    }

    private long place(String name, long fragment, long length) throws CorruptFileSystemException {
        if (fragment < 0 || fragment >= superblock.fragments()) {
            throw new CorruptFileSystemException(name, -1, "there is no fragment " + Long.toUnsignedString(fragment));
        }
        long place = fragment * superblock.fragmentSize();
        if (length > volume.size() - place) {
            throw new CorruptFileSystemException(name, place, "its end leaves the volume");
        }
        return place;
    }
}
