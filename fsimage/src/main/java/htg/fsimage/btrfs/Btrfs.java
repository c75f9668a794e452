package htg.fsimage.btrfs;

import htg.fsimage.volume.ImageFormatException;
import htg.fsimage.volume.Volume;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/**
 * What the superblocks of a btrfs device say.
 *
 * @param superblock the valid copy with the highest generation; the first of several equal ones
 * @param copies all valid copies, in order of position
 * @param problems what is wrong all the same, one sentence each
 */
public record Btrfs(BtrfsSuperblock superblock, List<BtrfsSuperblock> copies, List<String> problems) {
    /** Where the copies are, as far as the device reaches. The kernel mounts by the first alone. */
    private static final long[] POSITIONS = {64L << 10, 64L << 20, 256L << 30};

    public Btrfs {
        copies = List.copyOf(copies);
        problems = List.copyOf(problems);
    }

    /**
     * Reads and verifies all copies.
     *
     * @throws ImageFormatException with the first copy's fault when no copy is valid
     */
    public static Btrfs read(Volume device) throws IOException {
        return read(device, BtrfsSuperblock::read);
    }

    /** As {@link #read}, of a device whose end may be missing, which is a problem then. */
    static Btrfs readCutOff(Volume device) throws IOException {
        Btrfs found = read(device, BtrfsSuperblock::readCutOff);
        long size = found.superblock.deviceBytes();
        if (size <= device.size()) {
            return found;
        }
        List<String> problems = new ArrayList<>(found.problems);
        problems.add("the device is cut off: " + device.size() + " of its " + size + " bytes are there");
        return new Btrfs(found.superblock, found.copies, problems);
    }

    /** Reads one copy. */
    @FunctionalInterface
    private interface Reader {
        BtrfsSuperblock read(Volume device, long position) throws IOException;
    }

    private static Btrfs read(Volume device, Reader reader) throws IOException {
        List<BtrfsSuperblock> copies = new ArrayList<>();
        List<String> problems = new ArrayList<>();
        for (long position : POSITIONS) {
            if (position == POSITIONS[0] || position + BtrfsSuperblock.SIZE <= reach(device, copies)) {
                readCopy(device, position, reader, copies, problems);
            }
        }
        if (copies.isEmpty()) {
            throw new ImageFormatException(problems.get(0));
        }
        return new Btrfs(newest(copies, problems), copies, problems);
    }

    /** A file system smaller than its device has copies only within itself. */
    private static long reach(Volume device, List<BtrfsSuperblock> copies) {
        return copies.isEmpty()
                ? device.size()
                : Math.min(device.size(), copies.get(0).deviceBytes());
    }

    private static void readCopy(
            Volume device, long position, Reader reader, List<BtrfsSuperblock> copies, List<String> problems)
            throws IOException {
        try {
            copies.add(reader.read(device, position));
        } catch (ImageFormatException damaged) {
            problems.add(damaged.getMessage() == null ? "damaged" : damaged.getMessage());
        }
    }

    private static BtrfsSuperblock newest(List<BtrfsSuperblock> copies, List<String> problems) {
        BtrfsSuperblock newest = copies.get(0);
        for (BtrfsSuperblock copy : copies) {
            if (!copy.fsid().equals(newest.fsid())) {
                problems.add("the btrfs superblock at byte " + copy.position() + " is of another file system, "
                        + copy.fsid());
            } else if (copy.generation() > newest.generation()) {
                newest = copy;
            }
        }
        return newest;
    }

    /** Whether every copy that the device has room for is valid and of the same file system. */
    public boolean isSound() {
        return problems.isEmpty();
    }
}
