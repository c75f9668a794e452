package htg.fsimage.iso;

import htg.fsimage.fs.Attributes;
import htg.fsimage.fs.Content;
import htg.fsimage.fs.EntryVisitor;
import htg.fsimage.fs.FileType;
import htg.fsimage.fs.Node;
import htg.fsimage.volume.Extent;
import htg.fsimage.volume.LimitExceededException;
import htg.fsimage.volume.UnsupportedFormatException;
import java.io.IOException;
import java.nio.file.FileSystemException;
import java.nio.file.NotDirectoryException;
import java.nio.file.NotLinkException;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** A file, folder or link on a disc. */
final class IsoNode implements Node {
    private final Disc disc;
    private final DirectoryRecord record;
    private final List<Extent> sections;
    private final RockRidge unix;
    private final Attributes attributes;
    /** First blocks of the folders that it is in, itself included; what leads back to one of them is a circle. */
    private final Set<Long> path;

    private IsoNode(Disc disc, DirectoryRecord record, List<Extent> sections, RockRidge unix, Set<Long> above)
            throws IOException {
        this.disc = disc;
        this.record = record;
        this.sections = sections;
        this.unix = unix;
        this.attributes = IsoAttributes.of(record, sections, unix);
        this.path = record.isFolder() ? longer(above) : Set.of();
    }

    /** The folder that a volume descriptor names; its own first record says more about it. */
    static IsoNode root(Disc disc, DirectoryRecord record) throws IOException {
        return folder(disc, record.block(), Set.of());
    }

    /** The folder that begins at a block. */
    private static IsoNode folder(Disc disc, long block, Set<Long> above) throws IOException {
        DirectoryRecord self = self(disc, block);
        self.fields().require(self.isFolder() && self.block() == block, "no folder begins here");
        return new IsoNode(disc, self, List.of(), RockRidge.read(disc, self), above);
    }

    /** The record in a folder that stands for the folder itself. */
    static DirectoryRecord self(Disc disc, long block) throws IOException {
        int length = disc.read("ISO 9660 folder", disc.offset(block), 1).u8(0);
        return DirectoryRecord.of(disc.read("ISO 9660 directory record", disc.offset(block), length));
    }

    /** What a record in a folder stands for: perhaps a folder that had to be stored elsewhere. */
    IsoNode below(DirectoryRecord child, List<Extent> where, RockRidge found) throws IOException {
        if (found.childBlock() >= 0) {
            return folder(disc, found.childBlock(), path);
        }
        return new IsoNode(disc, child, where, found, path);
    }

    private Set<Long> longer(Set<Long> above) throws IOException {
        Set<Long> longer = new HashSet<>(above);
        record.fields().require(longer.add(record.block()), "the folder contains itself");
        if (longer.size() > disc.limits().depth()) {
            throw new LimitExceededException(
                    "ISO 9660 folders are more than " + disc.limits().depth() + " deep");
        }
        return longer;
    }

    @Override
    public Attributes attributes() {
        return attributes;
    }

    @Override
    public void list(EntryVisitor visitor) throws IOException {
        requireFolder();
        DirectoryReader.visit(disc, record, (child, where) -> {
            IsoName name = IsoName.read(disc, this, child, where);
            return name.isHidden() || visitor.visit(name);
        });
    }

    @Override
    public Optional<Node> child(String wanted) throws IOException {
        requireFolder();
        IsoName[] found = new IsoName[1];
        DirectoryReader.visit(disc, record, (child, where) -> {
            IsoName name = IsoName.read(disc, this, child, where);
            boolean right = !name.isHidden() && disc.naming().matches(name.name(), wanted);
            found[0] = right ? name : found[0];
            return !right;
        });
        return found[0] == null ? Optional.empty() : Optional.of(found[0].node());
    }

    private void requireFolder() throws IOException {
        if (attributes.type() != FileType.FOLDER) {
            throw new NotDirectoryException(toString());
        }
    }

    @Override
    public Content open() throws IOException {
        if (attributes.type() != FileType.REGULAR) {
            throw new FileSystemException(toString(), null, "is no file");
        }
        if (record.isInterleaved()) {
            throw new UnsupportedFormatException(this + " is interleaved with others, which is not read");
        }
        if (unix.sparse()) {
            throw new UnsupportedFormatException(this + " is a sparse file of Rock Ridge (SF), which is not read");
        }
        Content content = new IsoContent(disc.volume(), sections);
        return unix.packed().isEmpty()
                ? content
                : ZisofsContent.open(content, unix.packed().get(), disc.limits());
    }

    @Override
    public String target() throws IOException {
        if (attributes.type() != FileType.LINK) {
            throw new NotLinkException(toString());
        }
        return unix.target();
    }

    @Override
    public Map<String, byte[]> extendedAttributes() throws IOException {
        return disc.naming() == Naming.ROCK_RIDGE ? AttributeList.read(disc, record) : Map.of();
    }

    @Override
    public String toString() {
        return "the file at block " + record.block();
    }
}
