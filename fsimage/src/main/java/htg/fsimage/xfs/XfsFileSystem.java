package htg.fsimage.xfs;

import htg.fsimage.fs.FileSystem;
import htg.fsimage.fs.FileSystemInfo;
import htg.fsimage.fs.Node;
import htg.fsimage.fs.OpenRequest;
import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** An XFS on one volume. */
final class XfsFileSystem implements FileSystem {
    static final String TYPE = "xfs";

    private final Disk disk;
    private final boolean damagedSuperblock;
    private final InodeTable inodes;

    private XfsFileSystem(Disk disk, boolean damagedSuperblock) {
        this.disk = disk;
        this.damagedSuperblock = damagedSuperblock;
        this.inodes = new InodeTable(disk);
    }

    static XfsFileSystem open(OpenRequest request) throws IOException {
        SuperblockSearch.Found found = SuperblockSearch.in(request.volume());
        Disk disk = new Disk(request.volume(), found.superblock(), request.limits());
        return new XfsFileSystem(disk, found.damaged());
    }

    @Override
    public Node root() throws IOException {
        return XfsNode.read(disk, inodes, disk.superblock().root());
    }

    @Override
    public FileSystemInfo info() throws IOException {
        Superblock superblock = disk.superblock();
        Log.State log = Log.state(disk);
        return FileSystemInfo.of(
                        TYPE,
                        superblock.label(),
                        superblock.uuid().toString(),
                        disk.geometry().size(),
                        used(log))
                .facts(facts())
                .problems(problems(log));
    }

    /** The superblock counts only when it is unmounted, and its copies never. */
    private long used(Log.State log) throws IOException {
        boolean counted = log == Log.State.CLEAN && !damagedSuperblock;
        long free = counted ? disk.superblock().freeBlocks() : new FreeSpace(disk).blocks();
        long blocks = disk.geometry().blocks();
        return free < 0 || free > blocks
                ? -1
                : (blocks - free) * disk.geometry().blockSize();
    }

    private Map<String, String> facts() {
        Geometry geometry = disk.geometry();
        Features features = disk.superblock().features();
        Map<String, String> facts = new LinkedHashMap<>();
        facts.put("version", String.valueOf(features.version()));
        facts.put("block size", String.valueOf(geometry.blockSize()));
        facts.put("folder block size", String.valueOf(geometry.folderBlockSize()));
        facts.put("inode size", String.valueOf(geometry.inodeSize()));
        facts.put("allocation groups", String.valueOf(geometry.groups()));
        if (features.ignoresCase()) {
            facts.put("names", "without regard to case");
        }
        return facts;
    }

    private List<String> problems(Log.State log) {
        List<String> problems = new ArrayList<>();
        if (damagedSuperblock) {
            problems.add("Its superblock is damaged; a copy of it is used.");
        }
        if (disk.superblock().features().needsRepair()) {
            problems.add("It is marked as in need of repair.");
        }
        if (disk.geometry().size() > disk.volume().size()) {
            problems.add("It is larger than its volume; what lies beyond cannot be read.");
        }
        if (log == Log.State.DIRTY) {
            problems.add("It was not unmounted cleanly; changes that are only in its log are left out.");
        } else if (log == Log.State.UNKNOWN) {
            problems.add("Its log cannot be read here; changes that are only in there are left out.");
        }
        return problems;
    }
}
