package htg.fsimage.btrfs;

import htg.fsimage.fs.FileSystem;
import htg.fsimage.fs.FileSystemInfo;
import htg.fsimage.fs.Limits;
import htg.fsimage.fs.Node;
import htg.fsimage.fs.OpenRequest;
import htg.fsimage.volume.Structure;
import java.io.IOException;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;

/** A btrfs file system on one device or several. Its root is the top level, as the kernel mounts it with {@code subvolid=5}. */
final class BtrfsFileSystem implements FileSystem {
    /** Devices are items of this object. */
    private static final long DEVICE_ITEMS = 1;

    private final Limits limits;
    private final Problems problems = new Problems();
    private final BtrfsSuperblock superblock;
    private final SuperblockFields fields;
    private final ChunkMap chunks;
    private final Trees trees;
    private final DataReader data;
    private final Subvolumes subvolumes;

    private BtrfsFileSystem(OpenRequest request) throws IOException {
        limits = request.limits();
        Devices devices = Devices.find(request.volume(), request.others(), problems);
        superblock = devices.first().btrfs().superblock();
        Features.requireKnown(superblock.incompatFlags());
        fields = SuperblockFields.read(devices.first().volume(), superblock);
        chunks = new ChunkMap(limits);
        chunks.addSystemChunks(fields.systemChunks());
        LogicalSpace space = new LogicalSpace(chunks, devices);
        TreeBlocks blocks = new TreeBlocks(space, superblock, limits, problems);
        readChunkTree(new Tree(blocks, fields.chunkRoot()), blocks, devices);
        trees = new Trees(new Tree(blocks, fields.root()));
        data = new DataReader(space, superblock, trees, problems);
        subvolumes = new Subvolumes(this, trees.root(), fields.rootFolder());
        if (fields.logRoot() != 0) {
            problems.note("The log tree was not replayed: what was synced last may be missing.");
        }
    }

    static BtrfsFileSystem open(OpenRequest request) throws IOException {
        BtrfsFileSystem fileSystem = new BtrfsFileSystem(request);
        // What cannot even begin is told at once, not when it is used.
        fileSystem.trees.root().floor(new Key(Key.FS_TREE, Key.ROOT_ITEM, 0));
        return fileSystem;
    }

    private void readChunkTree(Tree tree, TreeBlocks blocks, Devices devices) throws IOException {
        Set<UUID> owners = new HashSet<>(Set.of(fields.metadataUuid()));
        Tree.Cursor cursor = tree.ceiling(new Key(0, 0, 0));
        boolean more = cursor.isValid();
        while (more) {
            Key key = cursor.key();
            if (key.type() == Key.CHUNK_ITEM) {
                chunks.add(key.offset(), cursor.item("btrfs chunk"));
            } else if (key.object() == DEVICE_ITEMS && key.type() == Key.DEV_ITEM) {
                owners.add(takeDevice(key.offset(), cursor.item("btrfs device"), devices));
            }
            more = cursor.next();
        }
        blocks.owners(owners);
    }

    /** Tells of a device that is not there; returns the file system that its nodes may be of. */
    private UUID takeDevice(long id, Structure item, Devices devices) throws IOException {
        UUID device = item.uuid(66);
        UUID owner = item.uuid(82);
        boolean seed = !owner.equals(superblock.fsid()) && !owner.equals(fields.metadataUuid());
        String name = (seed ? "Seed device " : "Device ") + Long.toUnsignedString(id) + " (" + device
                + (seed ? " of file system " + owner : "") + ")";
        if (!devices.has(device)) {
            problems.note(name + " is missing.");
        }
        return seed ? owner : fields.metadataUuid();
    }

    @Override
    public FileSystemInfo info() throws IOException {
        Map<String, String> facts = new LinkedHashMap<>();
        facts.put("sector size", Long.toString(superblock.sectorSize()));
        facts.put("node size", Long.toString(superblock.nodeSize()));
        facts.put("checksum", superblock.checksum().name().toLowerCase(java.util.Locale.ROOT));
        facts.put("devices", Long.toString(superblock.deviceCount()));
        facts.put("data profile", String.join(", ", chunks.profiles(Chunk.DATA)));
        facts.put("metadata profile", String.join(", ", chunks.profiles(Chunk.METADATA)));
        facts.put("features", String.join(", ", Features.names(superblock.incompatFlags())));
        facts.put("default subvolume", Long.toUnsignedString(subvolumes.defaultId()));
        if (fields.seeding()) {
            facts.put("seed", "yes");
        }
        return FileSystemInfo.of(
                        "btrfs",
                        superblock.label(),
                        superblock.fsid().toString(),
                        superblock.totalBytes(),
                        superblock.usedBytes())
                .facts(facts)
                .problems(problems.list());
    }

    @Override
    public Node root() throws IOException {
        return subvolume(Key.FS_TREE).folder();
    }

    @Override
    public List<String> systemRoots() throws IOException {
        return subvolumes.systemRoots();
    }

    Subvolume subvolume(long id) throws IOException {
        return new Subvolume(this, trees.require(id));
    }

    Subvolumes subvolumes() {
        return subvolumes;
    }

    DataReader data() {
        return data;
    }

    Problems problems() {
        return problems;
    }

    Limits limits() {
        return limits;
    }
}
