package htg.fsimage.ufs;

import htg.fsimage.volume.CorruptFileSystemException;
import htg.fsimage.volume.Structure;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** What a superblock says of the file system's state. */
final class UfsState {
    private static final long UNCLEAN = 0x01;
    private static final long SOFT_UPDATES = 0x02;
    private static final long NEEDS_CHECK = 0x04;
    private static final long SOFT_UPDATES_JOURNAL = 0x08;
    private static final long BLOCK_JOURNAL = 0x40;
    /** The same bit has another meaning in FreeBSD, which has no version of a journal. */
    private static final long NETBSD_JOURNAL = 0x100;

    private static final int SOLARIS_VALID = 0x7C26_9D38;
    private static final int SOLARIS_LOGGING = 0xFD;
    private static final int SOLARIS_MUST_ROLL = 2;
    private static final int SNAPSHOTS = 20;

    private final Superblock superblock;
    private final Structure fields;

    UfsState(Superblock superblock) {
        this.superblock = superblock;
        this.fields = superblock.fields();
    }

    /** Its label; Solaris has none, and the oldest file systems have the rest of a mount point there. */
    String label() throws CorruptFileSystemException {
        return superblock.variant().typedEntries() ? fields.text(680, 32) : "";
    }

    String uuid() throws CorruptFileSystemException {
        long high = fields.u32(144);
        long low = fields.u32(148);
        return high == 0 && low == 0 ? "" : "%08x%08x".formatted(high, low);
    }

    /** Bytes that are taken; -1 where the numbers contradict each other. */
    long used() throws CorruptFileSystemException {
        boolean second = superblock.variant() == Variant.UFS2;
        long data = second ? fields.bits64(1088) : fields.u32(40);
        long blocks = second ? fields.bits64(1016) : fields.u32(196);
        long single = second ? fields.bits64(1032) : fields.u32(204);
        long most = superblock.fragments();
        if (data < 0 || data > most || blocks < 0 || blocks > most || single < 0 || single > most) {
            return -1;
        }
        long used = data - blocks * superblock.fragmentsPerBlock() - single;
        return used < 0 ? -1 : used * superblock.fragmentSize();
    }

    Map<String, String> facts() throws CorruptFileSystemException {
        Map<String, String> facts = new LinkedHashMap<>();
        facts.put("layout", superblock.variant().title());
        facts.put("block size", String.valueOf(superblock.blockSize()));
        facts.put("fragment size", String.valueOf(superblock.fragmentSize()));
        facts.put("inodes", String.valueOf(superblock.inodes()));
        if (has(SOFT_UPDATES)) {
            facts.put("soft updates", has(SOFT_UPDATES_JOURNAL) ? "with a journal" : "yes");
        }
        String snapshots = snapshots();
        if (!snapshots.isEmpty()) {
            facts.put("snapshots", "inodes " + snapshots);
        }
        String mounted = fields.text(212, 468);
        if (!mounted.isEmpty()) {
            facts.put("last mounted on", mounted);
        }
        return facts;
    }

    private String snapshots() throws CorruptFileSystemException {
        List<String> numbers = new ArrayList<>();
        if (superblock.variant().typedEntries() && flagsMoved()) {
            for (int i = 0; i < SNAPSHOTS && fields.u32(1116 + 4 * i) != 0; i++) {
                numbers.add(String.valueOf(fields.u32(1116 + 4 * i)));
            }
        }
        return String.join(", ", numbers);
    }

    List<String> problems() throws CorruptFileSystemException {
        List<String> problems = new ArrayList<>();
        if (superblock.variant() == Variant.SOLARIS) {
            addSolaris(problems);
        } else {
            addBsd(problems);
        }
        return problems;
    }

    private void addBsd(List<String> problems) throws CorruptFileSystemException {
        boolean unclean = fields.u8(209) == 0 || has(UNCLEAN);
        if (unclean) {
            problems.add("It was not unmounted cleanly.");
        }
        if (unclean && has(SOFT_UPDATES_JOURNAL)) {
            problems.add("The journal of its soft updates was not replayed.");
        }
        if (unclean && has(BLOCK_JOURNAL)) {
            problems.add("The journal of the device below it (gjournal) was not replayed.");
        }
        if (has(NETBSD_JOURNAL) && fields.u8(864) != 0) {
            problems.add("Its journal (WAPBL) was not replayed.");
        }
        if (has(NEEDS_CHECK)) {
            problems.add("It says that it needs to be checked.");
        }
    }

    /** Solaris trusts its state only where a second number, which depends on the time of the last write, confirms it. */
    private void addSolaris(List<String> problems) throws CorruptFileSystemException {
        boolean valid =
                fields.s32(1336) == SOLARIS_VALID - fields.s32(32) || fields.s32(132) == SOLARIS_VALID - fields.s32(32);
        int clean = fields.u8(209);
        if (!valid || (clean != 1 && clean != 2 && clean != SOLARIS_LOGGING)) {
            problems.add("It was not unmounted cleanly.");
        }
        if (fields.u32(1324) != 0 && fields.u32(4) == SOLARIS_MUST_ROLL) {
            problems.add("Its log was not rolled into it.");
        }
    }

    private boolean has(long flag) throws CorruptFileSystemException {
        return switch (superblock.variant()) {
            case UFS2 -> (fields.u32(1312) & flag) != 0;
            case BSD -> ((flagsMoved() ? fields.u32(1312) : fields.u8(211)) & flag) != 0;
            case OLD_BSD, SOLARIS -> false;
        };
    }

    private boolean flagsMoved() throws CorruptFileSystemException {
        return superblock.variant() == Variant.UFS2 || (fields.u8(211) & 0x80) != 0;
    }
}
