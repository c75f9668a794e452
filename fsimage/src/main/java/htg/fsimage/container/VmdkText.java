package htg.fsimage.container;

import htg.fsimage.volume.CorruptFileSystemException;
import htg.fsimage.volume.UnsupportedFormatException;
import htg.fsimage.volume.Volume;
import java.io.IOException;
import org.jspecify.annotations.Nullable;

/** A VMware disk in several files, of which this one describes the others. */
final class VmdkText implements Format {
    private static final int SECTOR = 512;

    @Override
    public boolean recognizes(Ends ends) {
        return ends.startsWith(VmdkDescriptor.FIRST_LINE);
    }

    @Override
    public Container open(Opening opening) throws IOException {
        Volume file = opening.file();
        if (file.size() > VmdkDescriptor.LARGEST) {
            throw new CorruptFileSystemException("VMDK descriptor", 0, "it is " + file.size() + " bytes long");
        }
        VmdkDescriptor descriptor = VmdkDescriptor.parse(file.read(0, (int) file.size()));
        Vmdk.describe(descriptor, opening);
        opening.fact("extents", descriptor.extents().size());
        Volume parent = Vmdk.parent(descriptor, opening);
        Concatenation disk = new Concatenation();
        for (VmdkDescriptor.Extent extent : descriptor.extents()) {
            disk.add(extent.sectors() * SECTOR, map(extent, disk.size(), parent, opening, descriptor));
        }
        return opening.mapped(Vmdk.NAME, disk.size(), disk);
    }

    private static MappedVolume.Map map(
            VmdkDescriptor.Extent extent,
            long diskOffset,
            @Nullable Volume parent,
            Opening opening,
            VmdkDescriptor descriptor)
            throws IOException {
        if (extent.access().equals("NOACCESS")) {
            throw new UnsupportedFormatException("the VMDK has an extent that must not be read");
        }
        return switch (extent.type()) {
            case "FLAT", "VMFS" -> flat(extent, opening);
            case "ZERO" -> (offset, most) -> new Piece.Zeros(extent.sectors() * SECTOR - offset);
            case "SPARSE" -> {
                long memory =
                        opening.options().memory() / 4 / descriptor.extents().size();
                yield sparse(extent, diskOffset, parent, opening, memory);
            }
            default -> throw new UnsupportedFormatException("VMDK extents of type " + extent.type() + " are not read");
        };
    }

    private static MappedVolume.Map flat(VmdkDescriptor.Extent extent, Opening opening) throws IOException {
        Volume file = opening.own(opening.neighbours().part(extent.file()));
        long start = extent.first() * SECTOR;
        long length = extent.sectors() * SECTOR;
        if (start > file.size() || length > file.size() - start) {
            throw new CorruptFileSystemException(
                    "VMDK extent " + Neighbours.quoted(extent.file()),
                    start,
                    "its " + length + " bytes leave the file of " + file.size());
        }
        return (offset, most) -> new Piece.Data(length - offset, file, start + offset);
    }

    private static MappedVolume.Map sparse(
            VmdkDescriptor.Extent extent, long diskOffset, @Nullable Volume parent, Opening opening, long memory)
            throws IOException {
        Volume file = opening.own(opening.neighbours().part(extent.file()));
        if (!Ends.read(file).startsWith(VmdkHeader.MAGIC)) {
            throw new UnsupportedFormatException(
                    "the VMDK's part " + Neighbours.quoted(extent.file()) + " is no sparse extent that is read");
        }
        VmdkHeader header = VmdkHeader.read(file);
        if (header.size() < extent.sectors() * SECTOR) {
            throw new CorruptFileSystemException(
                    "VMDK extent " + Neighbours.quoted(extent.file()),
                    0,
                    "it holds " + header.size() + " bytes of " + extent.sectors() * SECTOR);
        }
        return new VmdkSparse(header, file, parent, diskOffset, memory);
    }
}
