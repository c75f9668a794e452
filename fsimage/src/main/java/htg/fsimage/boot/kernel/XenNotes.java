package htg.fsimage.boot.kernel;

import htg.fsimage.volume.Structure;
import java.io.IOException;
import java.util.Set;
import java.util.TreeSet;

/** What the ELF notes of a kernel say to Xen ({@code xen/include/public/elfnote.h} documents their numbers). */
final class XenNotes {
    private static final int ENTRY = 1;
    private static final int PVH_ENTRY = 18;

    private final Set<Integer> types = new TreeSet<>();

    /** Adds a segment or section of notes. What does not look like one ends it. */
    void add(Structure notes) throws IOException {
        long at = 0;
        while (at + 12 <= notes.length()) {
            int here = (int) at;
            long nameSize = notes.u32(here);
            long size = notes.u32(here + 4);
            if (nameSize > notes.length() || size > notes.length()) {
                return;
            }
            if (nameSize == 4 && notes.has(here + 12, (byte) 'X', (byte) 'e', (byte) 'n', (byte) 0)) {
                types.add(notes.s32(here + 8));
            }
            at += 12 + padded(nameSize) + padded(size);
        }
    }

    private static long padded(long size) {
        return (size + 3) & ~3L;
    }

    /**
     * Whether it can start paravirtualized: it says where. That it has a page for hypercalls says nothing: others have one as well, and
     * since Linux 6.13 none has.
     */
    boolean paravirtualized() {
        return types.contains(ENTRY);
    }

    /** Whether it has an entry for PVH. */
    boolean pvh() {
        return types.contains(PVH_ENTRY);
    }
}
