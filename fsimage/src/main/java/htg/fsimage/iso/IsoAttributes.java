package htg.fsimage.iso;

import htg.fsimage.fs.Attributes;
import htg.fsimage.fs.FileType;
import htg.fsimage.fs.Times;
import htg.fsimage.volume.Extent;
import htg.fsimage.volume.Structure;
import java.io.IOException;
import java.util.List;
import java.util.Optional;

/** What is known of a file from its record and from Rock Ridge. */
final class IsoAttributes {
    /** Length of a PX entry that has a serial number. */
    private static final int WITH_SERIAL = 44;
    /** Tells ids that are places from those that are serial numbers. */
    private static final long PLACE = 1L << 62;
    /** Everybody may read what has no permissions, as on Linux. */
    private static final int READ_ONLY = 0555;

    private IsoAttributes() {}

    static Attributes of(DirectoryRecord record, List<Extent> sections, RockRidge unix) throws IOException {
        FileType type = type(record, unix);
        Attributes plain = Attributes.of(type, PLACE | record.fields().place(), size(type, record, sections, unix))
                .permissions(READ_ONLY)
                .device(unix.device())
                .times(times(record, unix.times()));
        return unix.posix().isEmpty() ? plain : posix(plain, unix.posix().get());
    }

    private static Attributes posix(Attributes plain, Structure entry) throws IOException {
        long serial = entry.length() >= WITH_SERIAL ? entry.u32(36) : 0;
        return new Attributes(
                plain.type(),
                serial == 0 ? plain.id() : serial,
                plain.size(),
                entry.u16(4) & 07777,
                BothEndian.u32(entry, 20, "the owner"),
                BothEndian.u32(entry, 28, "the group"),
                BothEndian.u32(entry, 12, "the number of links"),
                plain.device(),
                plain.times());
    }

    /** A folder is what its record says is one. */
    static FileType type(DirectoryRecord record, RockRidge unix) throws IOException {
        if (record.isFolder() || unix.childBlock() >= 0) {
            return FileType.FOLDER;
        }
        Optional<Structure> posix = unix.posix();
        FileType type =
                posix.isEmpty() ? FileType.REGULAR : FileType.ofMode(posix.get().u16(4));
        return type == FileType.FOLDER ? FileType.UNKNOWN : type;
    }

    private static long size(FileType type, DirectoryRecord record, List<Extent> sections, RockRidge unix)
            throws IOException {
        return switch (type) {
            case FOLDER -> record.size();
            case LINK -> unix.targetLength();
            case REGULAR ->
                unix.packed().isPresent()
                        ? ZisofsContent.size(unix.packed().get())
                        : sections.stream().mapToLong(Extent::length).sum();
            default -> 0;
        };
    }

    private static Times times(DirectoryRecord record, Times unix) {
        return unix.modified().equals(Times.NEVER)
                ? new Times(record.date(), unix.changed(), unix.accessed(), unix.created())
                : unix;
    }
}
