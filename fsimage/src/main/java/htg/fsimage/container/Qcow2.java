package htg.fsimage.container;

import htg.fsimage.volume.Names;
import htg.fsimage.volume.UnsupportedFormatException;
import htg.fsimage.volume.Volume;
import java.io.IOException;
import java.nio.ByteOrder;
import org.jspecify.annotations.Nullable;

/** QEMU's image format, versions 2 and 3 (docs/interop/qcow2.txt). */
final class Qcow2 implements Format {
    static final String NAME = "qcow2";

    @Override
    public boolean recognizes(Ends ends) {
        return ends.startsWith("QFI\u00fb");
    }

    @Override
    public Container open(Opening opening) throws IOException {
        Qcow2Header header = Qcow2Header.read(opening.file());
        Table table = opening.table(ByteOrder.BIG_ENDIAN);
        checkL1(header, opening.file());
        describe(header, opening);
        Qcow2Snapshots.read(header, opening);
        Volume data = opening.file();
        if (header.externalData()) {
            data = dataFile(header, opening);
            if ((header.autoclear() & Qcow2Header.RAW_EXTERNAL) != 0) {
                return opening.mapped(NAME, header.size(), raw(data));
            }
        }
        Volume backing = backing(header, opening);
        return opening.mapped(NAME, header.size(), new Qcow2Map(header, opening.file(), data, backing, table));
    }

    private static void checkL1(Qcow2Header header, Volume file) throws IOException {
        long coverage = header.l2Coverage();
        long needed = header.size() / coverage + (header.size() % coverage == 0 ? 0 : 1);
        boolean fits = header.l1Size() >= needed
                && header.l1Offset() % header.clusterSize() == 0
                && (needed == 0 || header.l1Offset() + 8 * needed <= file.size());
        if (!fits) {
            throw new htg.fsimage.volume.CorruptFileSystemException(
                    "qcow2 header",
                    0,
                    "the L1 table of " + header.l1Size() + " entries at byte " + header.l1Offset() + " does not fit");
        }
    }

    private static void describe(Qcow2Header header, Opening opening) {
        opening.fact("version", header.version());
        opening.fact("cluster size", header.clusterSize());
        opening.fact("compression", header.zstd() ? "zstd" : "zlib");
        opening.fact("extended L2 entries", header.extendedL2() ? "yes" : "no");
        opening.fact("lazy refcounts", (header.compatible() & Qcow2Header.LAZY_REFCOUNTS) != 0 ? "yes" : "no");
        if (!header.backing().isEmpty()) {
            opening.fact("backing file", Names.printable(header.backing()));
        }
        if ((header.incompatible() & Qcow2Header.DIRTY) != 0) {
            opening.problem("The image was not closed properly: its reference counts may be wrong.");
        }
        if ((header.incompatible() & Qcow2Header.CORRUPT) != 0) {
            opening.problem("QEMU has marked the image as corrupt.");
        }
    }

    private static Volume dataFile(Qcow2Header header, Opening opening) throws IOException {
        if (header.dataFile().isEmpty()) {
            throw new UnsupportedFormatException("the qcow2 image has an external data file but does not name it");
        }
        opening.fact("external data file", Names.printable(header.dataFile()));
        return opening.backing(header.dataFile(), "external data file", true).disk();
    }

    private static MappedVolume.Map raw(Volume data) {
        return (offset, most) -> new Piece.Data(most, data, offset);
    }

    /** The disk that shows where this one was never written. */
    private static @Nullable Volume backing(Qcow2Header header, Opening opening) throws IOException {
        if (header.backing().isEmpty()) {
            return null;
        }
        if (header.backingFormat().isEmpty()) {
            opening.problem("The image does not say of which format its backing file is.");
        }
        boolean raw = header.backingFormat().equals("raw");
        Container backing = opening.backing(header.backing(), "backing file", raw);
        if (!raw && !header.backingFormat().isEmpty() && !header.backingFormat().equals(backing.format())) {
            opening.problem("The backing file is " + backing.format() + ", but the image says that it is "
                    + Names.printable(header.backingFormat()) + ".");
        }
        return backing.disk();
    }
}
