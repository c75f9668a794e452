package htg.fsimage.squashfs;

import htg.fsimage.fs.FileSystem;
import htg.fsimage.fs.FileSystemInfo;
import htg.fsimage.fs.FileType;
import htg.fsimage.fs.Limits;
import htg.fsimage.fs.Node;
import htg.fsimage.fs.OpenRequest;
import htg.fsimage.squashfs.BlockCache.Block;
import htg.fsimage.volume.CorruptFileSystemException;
import htg.fsimage.volume.Volume;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** A squashfs file system. */
final class SquashFileSystem implements FileSystem {
    private static final int FRAGMENT_WIDTH = 16;
    private static final int STORED = 1 << 24;

    private final Superblock superblock;
    private final Limits limits;
    private final Packing packing;
    private final Metadata metadata;
    private final BlockCache fragments;
    private final Table fragmentTable;
    private final Ids ids;
    private final Xattrs xattrs;
    private final List<String> problems = new ArrayList<>();
    private final Node root;

    private SquashFileSystem(Superblock superblock, Volume volume, Limits limits) throws IOException {
        this.superblock = superblock;
        this.limits = limits;
        this.packing = new Packing(volume, superblock.compression().decompressor());
        this.metadata = new Metadata(packing, superblock.used(), limits.memory() / 8);
        this.fragments = new BlockCache(limits.memory() / 4);
        this.fragmentTable = new Table(
                volume,
                metadata,
                "squashfs table of fragments",
                superblock.fragments(),
                superblock.fragmentCount(),
                FRAGMENT_WIDTH);
        if (superblock.used() > volume.size()) {
            problems.add("The last " + (superblock.used() - volume.size()) + " of " + superblock.used()
                    + " bytes are missing.");
        }
        this.ids = Ids.read(superblock, metadata, packing, problems);
        this.xattrs = new Xattrs(superblock, metadata, packing, limits);
        this.root = inode(superblock.root());
        if (root.attributes().type() != FileType.FOLDER) {
            throw new CorruptFileSystemException("squashfs superblock", 0, "its root is no folder");
        }
    }

    static SquashFileSystem open(OpenRequest request) throws IOException {
        Superblock superblock = Superblock.read(request.volume());
        return new SquashFileSystem(superblock, request.volume(), request.limits());
    }

    @Override
    public FileSystemInfo info() {
        Map<String, String> facts = new LinkedHashMap<>();
        facts.put("version", "4.0");
        facts.put("compression", superblock.compression().name().toLowerCase(Locale.ROOT));
        facts.put("block size", String.valueOf(superblock.blockSize()));
        facts.put("inodes", String.valueOf(superblock.inodeCount()));
        facts.put("fragments", String.valueOf(superblock.fragmentCount()));
        facts.put("exportable", (superblock.flags() & Superblock.EXPORTABLE) != 0 ? "yes" : "no");
        facts.put("created", superblock.made().toString());
        return FileSystemInfo.of("squashfs", "", "", superblock.used(), superblock.used())
                .facts(facts)
                .problems(problems);
    }

    @Override
    public Node root() {
        return root;
    }

    /** The node with a reference: 48 bits of the block's place from the first inode's, 16 of the offset in it. */
    Node node(long reference) throws IOException {
        return inode(reference);
    }

    private SquashNode inode(long reference) throws IOException {
        long block = reference >>> 16;
        if (block > superblock.used()) {
            throw new CorruptFileSystemException("squashfs inode", -1, "it is outside the file system");
        }
        return InodeReader.read(
                this, metadata.at("squashfs inode", superblock.inodes() + block, (int) (reference & 0xFFFF)));
    }

    /** A block that several files share; nobody changes it. */
    byte[] fragment(long number) throws IOException {
        MetadataCursor entry = fragmentTable.entry(number);
        long place = entry.bits64();
        int size = entry.s32();
        Block known = fragments.get(place);
        if (known != null) {
            return known.bytes();
        }
        String what = "squashfs fragment " + number;
        byte[] bytes = new byte[superblock.blockSize()];
        int length = packing.read(what, place, size & ~STORED, (size & STORED) != 0, bytes, 0, superblock.blockSize());
        byte[] used = Arrays.copyOf(bytes, length);
        fragments.put(place, new Block(used, 0));
        return used;
    }

    Superblock superblock() {
        return superblock;
    }

    Limits limits() {
        return limits;
    }

    Packing packing() {
        return packing;
    }

    Metadata metadata() {
        return metadata;
    }

    Ids ids() {
        return ids;
    }

    Xattrs xattrs() {
        return xattrs;
    }
}
