package htg.fsimage.squashfs;

import htg.fsimage.fs.Attributes;
import htg.fsimage.fs.EntryVisitor;
import htg.fsimage.fs.Node;
import htg.fsimage.squashfs.MetadataCursor.Position;
import htg.fsimage.volume.CorruptFileSystemException;
import htg.fsimage.volume.Names;
import java.io.IOException;
import java.util.Arrays;
import java.util.Optional;

/** A folder. Its entries are sorted by the bytes of their names; large ones have an index of those that begin metadata blocks. */
final class SquashFolder extends SquashNode {
    /** The sizes that are stored count {@code .} and {@code ..} so. */
    private static final int EMPTY = 3;

    private static final int LONGEST_NAME = 256;

    /**
     * The index.
     *
     * @param count how many names are in it
     * @param position where it begins
     */
    record Indexes(int count, Position position) {}

    private final Position position;
    private final Indexes indexes;

    SquashFolder(SquashFileSystem fileSystem, Attributes attributes, long xattrs, Position position, Indexes indexes) {
        super(fileSystem, attributes, xattrs);
        this.position = position;
        this.indexes = indexes;
    }

    @Override
    public void list(EntryVisitor visitor) throws IOException {
        FolderReader reader = reader(0, position);
        while (reader.next()) {
            if (!visitor.visit(reader.entry())) {
                return;
            }
        }
    }

    @Override
    public Optional<Node> child(String name) throws IOException {
        byte[] wanted = Names.encode(name);
        try {
            return search(find(wanted), wanted);
        } catch (CorruptFileSystemException damaged) {
            // That may be the index alone.
            return search(reader(0, position), wanted);
        }
    }

    private static Optional<Node> search(FolderReader reader, byte[] wanted) throws IOException {
        while (reader.next()) {
            int order = Arrays.compareUnsigned(reader.name(), wanted);
            if (order == 0) {
                return Optional.of(reader.entry().node());
            } else if (order > 0) {
                break;
            }
        }
        return Optional.empty();
    }

    /** Begins with the last metadata block whose first name is not behind the wanted one. */
    private FolderReader find(byte[] wanted) throws IOException {
        long skipped = 0;
        Position from = position;
        MetadataCursor index = fileSystem
                .metadata()
                .at(
                        this + " (index)",
                        indexes.position().place(),
                        indexes.position().offset());
        for (int i = 0; i < indexes.count(); i++) {
            long bytes = index.u32();
            long block = index.u32();
            long length = index.u32() + 1;
            if (length > LONGEST_NAME) {
                throw index.corrupt("a name has " + length + " bytes");
            }
            if (Arrays.compareUnsigned(index.bytes((int) length), wanted) > 0) {
                break;
            }
            skipped = bytes;
            // Entries of a block begin as far into it as the folder began into its own.
            from = new Position(
                    fileSystem.superblock().folders() + block, (int) ((position.offset() + bytes) % Metadata.BLOCK));
        }
        return reader(skipped, from);
    }

    private FolderReader reader(long skipped, Position from) {
        long length = Math.max(0, attributes().size() - EMPTY - skipped);
        return new FolderReader(
                fileSystem, fileSystem.metadata().at(this + " (entries)", from.place(), from.offset()), length);
    }
}
