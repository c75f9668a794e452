package htg.fsimage.reiserfs;

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
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** A ReiserFS of format 3.5 or 3.6. */
final class ReiserFileSystem implements FileSystem {
    static final Key ROOT = new Key(1, 2, 0, Key.STAT_DATA);

    private final Volume volume;
    private final Limits limits;
    private final Superblock superblock;
    private final Tree tree;
    private volatile @Nullable HiddenAttributes attributes;

    private ReiserFileSystem(OpenRequest request, Superblock superblock) {
        this.volume = request.volume();
        this.limits = request.limits();
        this.superblock = superblock;
        this.tree = new Tree(volume, superblock, limits);
    }

    static ReiserFileSystem open(OpenRequest request) throws IOException {
        return new ReiserFileSystem(request, Superblock.read(request.volume()));
    }

    @Override
    public FileSystemInfo info() throws IOException {
        Structure fields = superblock.fields();
        boolean labelled = superblock.format36();
        long size = superblock.blocks() * superblock.blockSize();
        long free = fields.u32(4);
        long used = free > superblock.blocks() ? -1 : size - free * superblock.blockSize();
        UUID uuid = fields.uuid(84);
        boolean identified = labelled && !uuid.equals(new UUID(0, 0));
        return FileSystemInfo.of(
                        "reiserfs", labelled ? fields.text(100, 16) : "", identified ? uuid.toString() : "", size, used)
                .facts(facts())
                .problems(problems(size));
    }

    private Map<String, String> facts() throws IOException {
        Map<String, String> facts = new LinkedHashMap<>();
        facts.put("format", superblock.format36() ? "3.6" : "3.5");
        facts.put("block size", String.valueOf(superblock.blockSize()));
        facts.put("hash", superblock.hash().title());
        facts.put("tree height", String.valueOf(superblock.rootLevel() + 1));
        return facts;
    }

    private List<String> problems(long size) throws IOException {
        List<String> problems = new ArrayList<>(new Journal(volume, superblock).problems());
        if (size > volume.size()) {
            problems.add("It is of " + size + " bytes, but there are only " + volume.size() + ".");
        }
        return problems;
    }

    @Override
    public Node root() throws IOException {
        return rootNode();
    }

    private ReiserNode rootNode() throws IOException {
        ReiserNode root = node(ROOT);
        if (root.attributes().type() != FileType.FOLDER) {
            throw new CorruptFileSystemException(root.toString(), -1, "the root is no folder");
        }
        return root;
    }

    /** The object with these stat data. */
    ReiserNode node(Key key) throws IOException {
        Item item = tree.find(key)
                .orElseThrow(() -> new CorruptFileSystemException(
                        "ReiserFS object " + key.folder() + " " + key.object(), -1, "it has no stat data"));
        return new ReiserNode(this, key, StatData.parse(item));
    }

    HiddenAttributes hiddenAttributes() throws IOException {
        HiddenAttributes known = attributes;
        if (known == null) {
            known = HiddenAttributes.find(rootNode());
            attributes = known;
        }
        return known;
    }

    Tree tree() {
        return tree;
    }

    Limits limits() {
        return limits;
    }
}
