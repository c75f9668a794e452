package htg.fsimage.boot.kernel;

import htg.fsimage.volume.Structure;
import java.io.IOException;
import java.util.Set;
import java.util.TreeSet;

/** What the ELF notes of a kernel say to Xen ({@code xen/include/public/elfnote.h} documents their numbers). */
final class XenNotes {
    private static final int ENTRY = 1;
    private static final int HYPERCALL_PAGE = 2;
    private static final int PVH_ENTRY = 18;

    private final Set<Integer> types = new TreeSet<>();

    /** Reads a segment or section of notes. What does not look like one ends it. */
    static XenNotes of(Structure notes) throws IOException {
        XenNotes found = new XenNotes();
        long at = 0;
        while (at + 12 <= notes.length()) {
            int here = (int) at;
            long nameSize = notes.u32(here);
            long size = notes.u32(here + 4);
            if (nameSize > notes.length() || size > notes.length()) {
                return found;
            }
            if (nameSize == 4 && notes.has(here + 12, (byte) 'X', (byte) 'e', (byte) 'n', (byte) 0)) {
                found.types.add(notes.s32(here + 8));
            }
            at += 12 + padded(nameSize) + padded(size);
        }
        return found;
    }

    private static long padded(long size) {
        return (size + 3) & ~3L;
    }

    /** Whether it can start paravirtualized. */
    boolean paravirtualized() {
        return types.contains(ENTRY) && types.contains(HYPERCALL_PAGE);
    }

    /** Whether it has an entry for PVH. */
    boolean pvh() {
        return types.contains(PVH_ENTRY);
    }
}
