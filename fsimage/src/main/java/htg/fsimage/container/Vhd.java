package htg.fsimage.container;

import htg.fsimage.volume.CorruptFileSystemException;
import htg.fsimage.volume.Structure;
import htg.fsimage.volume.UnsupportedFormatException;
import htg.fsimage.volume.Volume;
import java.io.IOException;
import java.nio.ByteOrder;
import org.jspecify.annotations.Nullable;

/** Microsoft's "Virtual Hard Disk Image Format Specification" 1.0: fixed, dynamic and differencing disks. */
final class Vhd implements Format {
    static final String MAGIC = "conectix";
    static final String NAME = "vhd";

    private static final int FIXED = 2;
    private static final int DYNAMIC = 3;
    private static final int DIFFERENCING = 4;
    private static final int CHECKSUM = 64;

    @Override
    public boolean recognizes(Ends ends) {
        return ends.startsWith(MAGIC) || isFooter(ends.end());
    }

    /** A raw disk may end with anything, so that only a sound footer makes it a VHD. */
    private static boolean isFooter(Structure end) {
        try {
            return end.length() == Ends.FOOTER && problem(end).isEmpty();
        } catch (CorruptFileSystemException tooShort) {
            return false;
        }
    }

    @Override
    public Container open(Opening opening) throws IOException {
        Structure footer = footer(opening);
        long size = footer.u63(48, "the disk's size");
        int type = footer.s32(60);
        opening.fact("made by", htg.fsimage.volume.Names.printable(footer.text(28, 4)));
        opening.fact("identifier", footer.uuid(68));
        if (type == FIXED) {
            opening.fact("type", "fixed");
            footer.require(
                    size <= opening.file().size() - Ends.FOOTER, "the disk of " + size + " bytes is not all there");
            return opening.plain(NAME, 0, size);
        }
        if (type != DYNAMIC && type != DIFFERENCING) {
            throw new UnsupportedFormatException("VHDs of type " + Integer.toUnsignedString(type) + " are not read");
        }
        opening.fact("type", type == DYNAMIC ? "dynamic" : "differencing");
        VhdHeader header = VhdHeader.read(opening.file(), footer.u63(16, "the header's offset"), size);
        opening.fact("block size", header.blockSize());
        Volume parent = type == DIFFERENCING ? parent(header, opening) : null;
        var map = new VhdMap(header, opening.file(), parent, opening.table(ByteOrder.BIG_ENDIAN));
        return opening.mapped(NAME, size, map);
    }

    /** The one at the end, or its copy at the start where that is damaged. */
    private static Structure footer(Opening opening) throws IOException {
        Volume file = opening.file();
        Structure end =
                Structure.read(file, "VHD footer", file.size() - Ends.FOOTER, Ends.FOOTER, ByteOrder.BIG_ENDIAN);
        String problem = problem(end);
        if (problem.isEmpty()) {
            return end;
        }
        Structure start = Structure.read(file, "VHD footer", 0, Ends.FOOTER, ByteOrder.BIG_ENDIAN);
        if (!problem(start).isEmpty() || start.s32(60) == FIXED) {
            throw end.corrupt(problem);
        }
        opening.problem("The footer at the end is damaged (" + problem + "); its copy at the start is used.");
        return start;
    }

    private static String problem(Structure footer) throws CorruptFileSystemException {
        if (!footer.has(0, Ends.latin(MAGIC))) {
            return "it is not there";
        }
        if (checksum(footer, CHECKSUM) != footer.s32(CHECKSUM)) {
            return "its checksum is wrong";
        }
        return footer.s32(12) >>> 16 == 1 ? "" : "its version is " + Integer.toHexString(footer.s32(12));
    }

    /** The complement of the sum of all bytes but the checksum's own. */
    static int checksum(Structure structure, int place) throws CorruptFileSystemException {
        int sum = 0;
        for (int at = 0; at < structure.length(); at++) {
            sum += at >= place && at < place + 4 ? 0 : structure.u8(at);
        }
        return ~sum;
    }

    private static @Nullable Volume parent(VhdHeader header, Opening opening) throws IOException {
        Container parent = opening.backing(header.parentName(), "parent", false);
        String identifier = parent.facts().getOrDefault("identifier", "");
        if (!identifier.equals(header.parent().toString())) {
            throw new UnsupportedFormatException("the VHD's parent is " + header.parent()
                    + ", but the file that was allowed for it is " + identifier);
        }
        return parent.disk();
    }
}
