package htg.fsimage.iso;

import htg.fsimage.volume.CorruptFileSystemException;
import htg.fsimage.volume.Structure;
import java.io.IOException;

/**
 * Goes through the entries of a system use area and of the areas that continue it (SUSP 1.12, 4 and 5). Each is two letters, a length, a
 * version and data.
 */
final class SystemUse {
    private static final int HEADER = 4;
    private static final int LONGEST_CONTINUATION = 64 << 10;
    /** Linux allows as many. */
    private static final int MOST_CONTINUATIONS = 32;

    private final Disc disc;
    private int continuations;

    private SystemUse(Disc disc) {
        this.disc = disc;
    }

    /** Is given entries; fields are counted from the first of the two letters. */
    @FunctionalInterface
    interface Visitor {
        void visit(String signature, Structure entry) throws CorruptFileSystemException;
    }

    /** Visits the entries from an offset in an area on. */
    static void visit(Disc disc, Structure area, int start, Visitor visitor) throws IOException {
        new SystemUse(disc).visitAll(area, start, visitor);
    }

    private void visitAll(Structure first, int start, Visitor visitor) throws IOException {
        Structure next = visitArea(first, start, visitor);
        while (next.length() > 0) {
            if (++continuations > MOST_CONTINUATIONS) {
                throw next.corrupt("more than " + MOST_CONTINUATIONS + " areas continue each other");
            }
            next = visitArea(next, 0, visitor);
        }
    }

    /** Returns the area that goes on; an empty one when there is none. */
    private Structure visitArea(Structure area, int start, Visitor visitor) throws IOException {
        Structure next = area.part("SUSP continuation area", 0, 0);
        int at = start;
        while (at + HEADER <= area.length() && area.u8(at) != 0) {
            int length = area.u8(at + 2);
            area.require(
                    length >= HEADER && at + length <= area.length(), "an entry of it is " + length + " bytes long");
            String signature = "" + (char) area.u8(at) + (char) area.u8(at + 1);
            if (signature.equals("ST")) {
                return next;
            }
            Structure entry = area.part("SUSP entry " + htg.fsimage.volume.Names.printable(signature), at, length);
            if (signature.equals("CE")) {
                next = continuation(entry);
            } else {
                visitor.visit(signature, entry);
            }
            at += length;
        }
        return next;
    }

    private Structure continuation(Structure entry) throws IOException {
        long block = BothEndian.u32(entry, 4, "the block");
        long offset = BothEndian.u32(entry, 12, "the offset");
        long length = BothEndian.u32(entry, 20, "the length");
        entry.require(length <= LONGEST_CONTINUATION, "it continues for " + length + " bytes");
        return disc.read("SUSP continuation area", disc.offset(block) + offset, (int) length);
    }
}
