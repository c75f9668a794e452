package htg.fsimage.fat;

import htg.fsimage.fs.Attributes;
import htg.fsimage.fs.Content;
import htg.fsimage.fs.Entry;
import htg.fsimage.fs.EntryVisitor;
import htg.fsimage.fs.FileType;
import htg.fsimage.fs.Limits;
import htg.fsimage.fs.Node;
import htg.fsimage.volume.CorruptFileSystemException;
import htg.fsimage.volume.LimitExceededException;
import java.io.IOException;
import java.nio.file.FileSystemException;
import java.nio.file.NotDirectoryException;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;

/** A file or folder as Linux's vfat shows it: everybody may read and run it, and its owner write it if it is not read-only. */
final class FatNode implements Node {
    private static final long ROOT = 1;

    private final FatFileSystem files;
    private final Limits limits;
    private final FatEntry entry;
    private final Attributes attributes;
    /** First clusters of the folders that it is in, itself included; what leads back to one of them is a circle. */
    private final Set<Long> path;

    private FatNode(FatFileSystem files, Limits limits, FatEntry entry, Attributes attributes, Set<Long> path) {
        this.files = files;
        this.limits = limits;
        this.entry = entry;
        this.attributes = attributes;
        this.path = path;
    }

    static FatNode root(FatFileSystem files, Limits limits) {
        FatEntry root = files.root();
        return new FatNode(files, limits, root, Attributes.of(FileType.FOLDER, ROOT, 0), Set.of(root.firstCluster()));
    }

    @Override
    public Attributes attributes() {
        return attributes;
    }

    @Override
    public void list(EntryVisitor visitor) throws IOException {
        Folder folder = folder();
        for (FatSlot slot : folder.directory().slots()) {
            if (!visitor.visit(new Name(slot))) {
                return;
            }
        }
        if (folder.damage().isPresent()) {
            throw folder.damage().get();
        }
    }

    /** By its long or its short name, without regard to case. */
    @Override
    public Optional<Node> child(String name) throws IOException {
        Folder folder = folder();
        for (FatSlot slot : folder.directory().slots()) {
            if (slot.answersTo(name)) {
                return Optional.of(below(slot));
            }
        }
        if (folder.damage().isPresent()) {
            throw folder.damage().get();
        }
        return Optional.empty();
    }

    private Folder folder() throws IOException {
        if (!entry.directory()) {
            throw new NotDirectoryException(entry.path());
        }
        return Folder.read(files.volume(), files.geometry(), entry);
    }

    @Override
    public Content open() throws IOException {
        if (entry.directory()) {
            throw new FileSystemException(entry.path(), null, "is a folder");
        }
        FatTable table = new FatTable(files.volume(), files.geometry(), limits.extents());
        return new FatContent(files.volume(), table.chain(entry.firstCluster(), entry.size()), entry.size());
    }

    @Override
    public String toString() {
        return entry.path();
    }

    private FatNode below(FatSlot slot) throws IOException {
        FatEntry found = slot.entry();
        long id = ROOT + 1 + ((entry.firstCluster() << 16) | slot.number());
        Attributes known = Attributes.of(type(found), id, found.size())
                .permissions(found.isReadOnly() && !found.directory() ? 0555 : 0755)
                .times(slot.times());
        return new FatNode(files, limits, found, known, found.directory() ? longer(found) : Set.of());
    }

    private Set<Long> longer(FatEntry folder) throws IOException {
        Set<Long> longer = new HashSet<>(path);
        if (!longer.add(folder.firstCluster())) {
            throw new CorruptFileSystemException("FAT folder " + folder.path(), -1, "it contains itself");
        }
        if (longer.size() > limits.depth()) {
            throw new LimitExceededException("FAT folders are more than " + limits.depth() + " deep");
        }
        return longer;
    }

    private static FileType type(FatEntry entry) {
        return entry.directory() ? FileType.FOLDER : FileType.REGULAR;
    }

    /** A name in this folder. */
    private final class Name implements Entry {
        private final FatSlot slot;

        Name(FatSlot slot) {
            this.slot = slot;
        }

        @Override
        public String name() {
            return slot.entry().name();
        }

        @Override
        public FileType type() {
            return FatNode.type(slot.entry());
        }

        @Override
        public Node node() throws IOException {
            return below(slot);
        }
    }
}
