package htg.fsimage.ext;

import htg.fsimage.fs.FileSystem;
import htg.fsimage.fs.FileSystemInfo;
import htg.fsimage.fs.FileType;
import htg.fsimage.fs.Node;
import htg.fsimage.fs.OpenRequest;
import htg.fsimage.volume.CorruptFileSystemException;
import java.io.IOException;
import java.util.List;

/** An ext2, ext3 or ext4 file system. */
final class ExtFileSystem implements FileSystem {
    private final Disk disk;
    private final Nodes nodes;
    private final List<String> problems;

    private ExtFileSystem(Disk disk, Nodes nodes, List<String> problems) {
        this.disk = disk;
        this.nodes = nodes;
        this.problems = problems;
    }

    static ExtFileSystem open(OpenRequest request) throws IOException {
        SuperblockSearch.Found found = new SuperblockSearch(request.volume()).find();
        found.superblock().requireReadable();
        Disk disk = new Disk(request.volume(), found.superblock(), request.limits());
        List<String> problems = found.problem().isEmpty() ? List.of() : List.of(found.problem());
        return new ExtFileSystem(disk, new Nodes(disk), problems);
    }

    @Override
    public FileSystemInfo info() throws IOException {
        return new Description(disk).info(problems);
    }

    @Override
    public Node root() throws IOException {
        Node root = nodes.get(Inode.ROOT);
        if (root.attributes().type() != FileType.FOLDER) {
            throw new CorruptFileSystemException(root.toString(), -1, "it should be the root folder");
        }
        return root;
    }
}
