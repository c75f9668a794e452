package htg.fsimage.iso;

import htg.fsimage.fs.Entry;
import htg.fsimage.fs.FileType;
import htg.fsimage.fs.Node;
import htg.fsimage.volume.CorruptFileSystemException;
import htg.fsimage.volume.Extent;
import java.io.IOException;
import java.util.List;
import java.util.Optional;

/** A name in a folder. Where Rock Ridge's part of it is damaged, it has its plain name, and nothing behind it. */
final class IsoName implements Entry {
    private final IsoNode folder;
    private final DirectoryRecord record;
    private final List<Extent> sections;
    private final Optional<RockRidge> unix;
    private final Optional<CorruptFileSystemException> damage;
    private final String name;

    private IsoName(
            IsoNode folder,
            DirectoryRecord record,
            List<Extent> sections,
            Optional<RockRidge> unix,
            Optional<CorruptFileSystemException> damage,
            String name) {
        this.folder = folder;
        this.record = record;
        this.sections = sections;
        this.unix = unix;
        this.damage = damage;
        this.name = name;
    }

    static IsoName read(Disc disc, IsoNode folder, DirectoryRecord record, List<Extent> sections) throws IOException {
        String plain = disc.naming().plain(record.identifier());
        try {
            RockRidge unix = RockRidge.read(disc, record);
            return new IsoName(
                    folder,
                    record,
                    sections,
                    Optional.of(unix),
                    Optional.empty(),
                    unix.name().orElse(plain));
        } catch (CorruptFileSystemException broken) {
            return new IsoName(folder, record, sections, Optional.empty(), Optional.of(broken), plain);
        }
    }

    /** Whether the folder is shown where it belongs, and only stored here. */
    boolean isHidden() {
        return unix.isPresent() && unix.get().relocated();
    }

    @Override
    public String name() {
        return name;
    }

    @Override
    public FileType type() {
        try {
            return unix.isPresent() ? IsoAttributes.type(record, unix.get()) : FileType.UNKNOWN;
        } catch (IOException broken) {
            return FileType.UNKNOWN;
        }
    }

    @Override
    public Node node() throws IOException {
        if (damage.isPresent()) {
            throw damage.get();
        }
        return folder.below(record, sections, unix.orElseThrow());
    }
}
