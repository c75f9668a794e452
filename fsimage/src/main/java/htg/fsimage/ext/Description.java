package htg.fsimage.ext;

import htg.fsimage.fs.FileSystemInfo;
import htg.fsimage.volume.CorruptFileSystemException;
import htg.fsimage.volume.Structure;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/** What a superblock says of its file system, for people. */
final class Description {
    private static final int CLEAN = 1;
    private static final int ERRORS = 2;
    private static final UUID NONE = new UUID(0, 0);

    private final Disk disk;
    private final Superblock superblock;
    private final Structure fields;

    Description(Disk disk) {
        this.disk = disk;
        this.superblock = disk.superblock();
        this.fields = superblock.fields();
    }

    /** All of it; {@code found} are problems that are already known. */
    FileSystemInfo info(List<String> found) throws CorruptFileSystemException {
        UUID uuid = fields.uuid(0x68);
        List<String> problems = new ArrayList<>(found);
        problems.addAll(problems());
        problems.addAll(disk.problems());
        return FileSystemInfo.of(
                        superblock.features().type(),
                        fields.text(0x78, 16),
                        uuid.equals(NONE) ? "" : uuid.toString(),
                        disk.geometry().size(),
                        used())
                .facts(facts())
                .problems(problems);
    }

    private long used() throws CorruptFileSystemException {
        long free = fields.u32(0xC) | (has(Feature.WIDE) ? fields.u32(0x158) << 32 : 0);
        long blocks = disk.geometry().blocks();
        // Copies of the superblock are not kept up to date.
        boolean known = superblock.group() == 0 && free >= 0 && free <= blocks;
        return known ? (blocks - free) * disk.blockSize() : -1;
    }

    private boolean has(Feature feature) {
        return superblock.features().has(feature);
    }

    private Map<String, String> facts() throws CorruptFileSystemException {
        Geometry geometry = disk.geometry();
        Map<String, String> facts = new LinkedHashMap<>();
        facts.put("block size", String.valueOf(geometry.blockSize()));
        if (has(Feature.BIGALLOC)) {
            facts.put("cluster size", String.valueOf(geometry.clusterSize()));
        }
        facts.put("inode size", String.valueOf(geometry.inodeSize()));
        facts.put("inodes", String.valueOf(geometry.inodes()));
        facts.put("free inodes", String.valueOf(fields.u32(0x10)));
        facts.put("features", String.join(" ", superblock.features().names()));
        facts.put("state", state());
        facts.put("journal", journal());
        facts.put("last mounted on", fields.text(0x88, 64));
        facts.put("created", time(0x108, 0x276));
        facts.put("last mounted", time(0x2C, 0x275));
        facts.put("last written", time(0x30, 0x274));
        if (has(Feature.VERITY)) {
            facts.put("verity", "files may be protected by fs-verity; their hashes are not verified");
        }
        facts.values().removeIf(String::isEmpty);
        return facts;
    }

    private String time(int at, int high) throws CorruptFileSystemException {
        long seconds = fields.u32(at) | (long) fields.u8(high) << 32;
        return seconds == 0 ? "" : Instant.ofEpochSecond(seconds).toString();
    }

    private String state() throws CorruptFileSystemException {
        int state = fields.u16(0x3A);
        String clean = (state & CLEAN) != 0 && !has(Feature.NEEDS_RECOVERY) ? "clean" : "not clean";
        return clean + ((state & ERRORS) != 0 ? " with errors" : "");
    }

    private String journal() throws CorruptFileSystemException {
        if (!has(Feature.HAS_JOURNAL)) {
            return "";
        }
        long inode = fields.u32(0xE0);
        return inode != 0 ? "in inode " + inode : "on another device, with the UUID " + fields.uuid(0xD0);
    }

    private List<String> problems() throws CorruptFileSystemException {
        List<String> problems = new ArrayList<>();
        if (has(Feature.NEEDS_RECOVERY)) {
            problems.add("The journal (" + journal() + ") was not replayed: the last changes may be missing.");
        }
        if ((fields.u16(0x3A) & ERRORS) != 0) {
            problems.add("Errors were found in the file system when it was last used (" + fields.u32(0x194)
                    + " are recorded); it should be checked.");
        } else if ((fields.u16(0x3A) & CLEAN) == 0 && !has(Feature.HAS_JOURNAL) && superblock.group() == 0) {
            problems.add("The file system was not unmounted; the last changes may be missing.");
        }
        if (has(Feature.ENCRYPT)) {
            problems.add("Files may be encrypted: their names are shown with escapes, their contents cannot be read.");
        }
        if (disk.volume().size() < disk.geometry().size()) {
            problems.add("The file system of " + disk.geometry().size() + " bytes is cut off: its volume has "
                    + disk.volume().size() + ".");
        }
        return problems;
    }
}
