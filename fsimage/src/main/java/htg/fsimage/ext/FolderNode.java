package htg.fsimage.ext;

import htg.fsimage.fs.EntryVisitor;
import htg.fsimage.fs.Node;
import htg.fsimage.volume.Names;
import java.io.IOException;
import java.util.Arrays;
import java.util.Optional;

/** A folder. */
final class FolderNode extends ExtNode {
    private final Nodes nodes;

    FolderNode(Nodes nodes, Disk disk, Inode inode) {
        super(disk, inode);
        this.nodes = nodes;
    }

    @Override
    public void list(EntryVisitor visitor) throws IOException {
        Folder folder = new Folder(disk(), inode());
        boolean encrypted = inode().encrypted();
        folder.visit((number, type, bytes, at, length) -> {
            if (!encrypted && !FolderNames.isProper(bytes, at, length)) {
                folder.damaged("a name in it is impossible: " + Names.printable(FolderNames.decode(bytes, at, length)));
                return true;
            }
            String name = encrypted ? FolderNames.escape(bytes, at, length) : FolderNames.decode(bytes, at, length);
            return visitor.visit(new ExtEntry(nodes, name, nodes.type(type), number));
        });
    }

    @Override
    public Optional<Node> child(String name) throws IOException {
        if (inode().encrypted()) {
            return super.child(name);
        }
        byte[] wanted = Names.encode(name);
        long[] found = {0};
        if (FolderNames.isProper(wanted, 0, wanted.length)) {
            new Folder(disk(), inode()).visit((number, type, bytes, at, length) -> {
                boolean same = Arrays.equals(bytes, at, at + length, wanted, 0, wanted.length);
                found[0] = same ? number : 0;
                return !same;
            });
        }
        return found[0] == 0 ? Optional.empty() : Optional.of(nodes.get(found[0]));
    }
}
