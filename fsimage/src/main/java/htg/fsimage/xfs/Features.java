package htg.fsimage.xfs;

import htg.fsimage.volume.CorruptFileSystemException;
import htg.fsimage.volume.Structure;
import htg.fsimage.volume.UnsupportedFormatException;
import java.util.ArrayList;
import java.util.List;

/**
 * What a file system has that changes how it is read ("Superblocks", sb_versionnum and the fields of features).
 *
 * @param version 4, or 5 with checksums in every structure
 * @param fileTypes whether folders say what their entries are
 * @param ignoresCase whether names that differ only in the case of ASCII letters are the same
 * @param ownUuid whether structures have another UUID than the one that is shown
 * @param needsRepair whether a tool has marked it as in need of repair
 */
record Features(int version, boolean fileTypes, boolean ignoresCase, boolean ownUuid, boolean needsRepair) {
    private static final int FOLDERS_2 = 0x2000;
    private static final int IGNORES_CASE = 0x4000;
    private static final int MORE = 0x8000;
    private static final int MORE_CHECKSUMS = 0x100;
    private static final int MORE_FILE_TYPES = 0x200;
    /** Also free space counted lazily, attributes of version 2, wide project numbers. */
    private static final long KNOWN_MORE = 0x2 | 0x8 | 0x80 | MORE_FILE_TYPES;

    private static final int FILE_TYPES = 0x1;
    private static final int OWN_UUID = 0x4;
    private static final int NEEDS_REPAIR = 0x10;
    /** File types, sparse inodes, own UUID, big times, needs repair, large counters, exchange of ranges, parent pointers. */
    private static final long KNOWN = 0xFF;

    private static final List<String> LATER = List.of("metadata directory tree", "zoned storage", "gaps in zones");

    /** Takes them from a superblock whose checksum is right. */
    static Features parse(Structure superblock) throws CorruptFileSystemException, UnsupportedFormatException {
        int flags = superblock.u16(100);
        int version = flags & 0xF;
        if (version == 5) {
            return parse5(superblock, flags);
        } else if (version == 4) {
            return parse4(superblock, flags);
        }
        superblock.require(version > 0 && version < 4, "it has no version");
        throw new UnsupportedFormatException("XFS of version " + version + " is not read, only versions 4 and 5");
    }

    private static Features parse4(Structure superblock, int flags)
            throws CorruptFileSystemException, UnsupportedFormatException {
        if ((flags & FOLDERS_2) == 0) {
            throw new UnsupportedFormatException("XFS with folders of version 1 is not read");
        }
        // Old kernels wrote the second field in the place of the first; those of today unite them.
        long more = (flags & MORE) == 0 ? 0 : superblock.u32(200) | superblock.u32(204);
        superblock.require((more & MORE_CHECKSUMS) == 0, "version 4 has no checksums, but it claims some");
        if ((more & ~KNOWN_MORE) != 0) {
            throw new UnsupportedFormatException("the XFS has unknown features: 0x" + Long.toHexString(more));
        }
        return new Features(4, (more & MORE_FILE_TYPES) != 0, (flags & IGNORES_CASE) != 0, false, false);
    }

    private static Features parse5(Structure superblock, int flags)
            throws CorruptFileSystemException, UnsupportedFormatException {
        long features = superblock.u32(216);
        if ((features & ~KNOWN) != 0) {
            throw new UnsupportedFormatException("the XFS has features that are not read: " + names(features & ~KNOWN));
        }
        return new Features(
                5,
                (features & FILE_TYPES) != 0,
                (flags & IGNORES_CASE) != 0,
                (features & OWN_UUID) != 0,
                (features & NEEDS_REPAIR) != 0);
    }

    private static String names(long unknown) {
        List<String> names = new ArrayList<>();
        for (int bit = 8; bit < 32; bit++) {
            if ((unknown & 1L << bit) != 0) {
                names.add(bit - 8 < LATER.size() ? LATER.get(bit - 8) : "bit " + bit + ", which is unknown");
            }
        }
        return String.join(", ", names);
    }

    boolean checksums() {
        return version == 5;
    }
}
