package htg.fsimage.archive;

import htg.fsimage.fs.Attributes;
import htg.fsimage.fs.FileSystem;
import htg.fsimage.fs.FileSystemInfo;
import htg.fsimage.fs.FileType;
import htg.fsimage.fs.Node;
import java.io.IOException;

/** An archive as a file system. */
final class ArchiveFileSystem implements FileSystem {
    private final Index index;
    private final Member.Reader reader;
    private final FileSystemInfo info;

    ArchiveFileSystem(Index index, Member.Reader reader, FileSystemInfo info) {
        this.index = index;
        this.reader = reader;
        this.info = info;
    }

    @Override
    public FileSystemInfo info() {
        return info;
    }

    @Override
    public Node root() throws IOException {
        return node(Index.ROOT);
    }

    Index index() {
        return index;
    }

    Node node(int node) throws IOException {
        long place = index.place(node);
        if (place == Index.IMPLICIT) {
            return new ArchiveNode(this, node, null, Attributes.of(FileType.FOLDER, node, 0));
        }
        Member member = reader.read(place);
        Attributes said = member.attributes();
        Attributes attributes = new Attributes(
                index.type(node),
                node,
                said.size(),
                said.permissions(),
                said.owner(),
                said.group(),
                index.links(node),
                said.device(),
                said.times());
        return new ArchiveNode(this, node, member, attributes);
    }
}
