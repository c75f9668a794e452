package htg.testvm.stick;

import htg.common.process.Command;
import htg.common.process.CommandResult;
import htg.common.process.CommandRunner;
import htg.fsimage.fat.FatEntry;
import htg.fsimage.fat.FatFileSystem;
import htg.fsimage.volume.Extent;
import htg.fsimage.volume.Volume;
import java.io.IOException;
import java.io.InputStream;
import java.util.Arrays;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.zip.CRC32;

/** Reads two sticks of the same layout and names what differs: files by their paths, all else in words. */
public final class Difference {
    private static final int HEAD = 1 << 20;

    private final CommandRunner runner;
    private final StickParts one;
    private final StickParts other;

    public Difference(CommandRunner runner, StickParts one, StickParts other) {
        this.runner = runner;
        this.one = one;
        this.other = other;
    }

    /** The names, in order; none when the sticks are the same. */
    public Set<String> names() {
        if (!one.image().size().equals(other.image().size())) {
            return Set.of("size");
        }
        Set<String> names = new TreeSet<>();
        addIf(differs(StickParts.BOOT_CODE), "boot code", names);
        addIf(differs(between(StickParts.BOOT_CODE.end(), HEAD)) || differs(tail()), "partition table", names);
        addIf(differs(one.biosBoot()), "core image", names);
        // The pool is large and mostly holes, which this program skips.
        addIf(differsByProgram(one.pool()), "root pool", names);
        addIf(differs(new Extent(one.esp().offset(), 512)), "boot file system", names);
        if (hasBootSector(one) && hasBootSector(other)) {
            addFiles(names);
        }
        return names;
    }

    private static boolean hasBootSector(StickParts stick) {
        byte[] end = stick.bytes(new Extent(stick.esp().offset() + 510, 2));
        return end[0] == 0x55 && end[1] == (byte) 0xAA;
    }

    private void addFiles(Set<String> names) {
        Map<String, Long> old = checksums(one);
        Map<String, Long> now = checksums(other);
        Set<String> all = new TreeSet<>(old.keySet());
        all.addAll(now.keySet());
        all.stream()
                .filter(path -> !Objects.equals(old.get(path), now.get(path)))
                .forEach(names::add);
    }

    private static Map<String, Long> checksums(StickParts stick) {
        Map<String, Long> checksums = new TreeMap<>();
        try (Volume disk = Volume.open(stick.image().path())) {
            FatFileSystem files = FatFileSystem.open(disk.range(stick.esp()));
            for (FatEntry entry : files.tree()) {
                if (!entry.directory()) {
                    checksums.put(entry.path(), checksum(files, entry));
                }
            }
        } catch (IOException failure) {
            throw new IllegalStateException(failure);
        }
        return checksums;
    }

    private static long checksum(FatFileSystem files, FatEntry entry) throws IOException {
        CRC32 checksum = new CRC32();
        try (InputStream content = files.read(entry)) {
            checksum.update(content.readAllBytes());
        }
        return checksum.getValue();
    }

    private Extent tail() {
        return between(one.pool().end(), one.image().size().bytes());
    }

    private static Extent between(long start, long end) {
        return new Extent(start, end - start);
    }

    private boolean differs(Extent range) {
        return !Arrays.equals(one.bytes(range), other.bytes(range));
    }

    private boolean differsByProgram(Extent range) {
        CommandResult result = runner.run(Command.of(
                "qemu-img", "compare", "-q", "--image-opts", StickCopy.raw(one, range), StickCopy.raw(other, range)));
        if (result.exitStatus() > 1) {
            throw new IllegalStateException(result.summary() + result.errorTail());
        }
        return result.exitStatus() == 1;
    }

    private static void addIf(boolean holds, String name, Set<String> names) {
        if (holds) {
            names.add(name);
        }
    }
}
