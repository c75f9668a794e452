package htg.fsimage.ext;

import htg.fsimage.fs.EntryVisitor;
import htg.fsimage.fs.Node;
import htg.fsimage.volume.Names;
import java.io.IOException;
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
        long number =
                FolderNames.isProper(wanted, 0, wanted.length) ? new FolderSearch(disk(), inode(), wanted).find() : 0;
        return number == 0 ? Optional.empty() : Optional.of(nodes.get(number));
    }
}
