package htg.fsimage.container;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * What an image may make its reader do.
 *
 * @param allowed files that it may name as its backing, data or parent file; no other is opened, whatever it says
 * @param scratch where a compressed disk may be unpacked; without it none is
 * @param memory bytes that may be kept at a time, for each file of a chain
 * @param window how far back, in bytes, a compressed disk may repeat itself; they are kept while it is unpacked, before all else
 * @param ratio how many times its compressed size a disk may become, beyond a first 64 MiB and besides zeros
 */
public record ContainerOptions(List<Path> allowed, Optional<Scratch> scratch, long memory, long window, int ratio) {
    /** No other file, no scratch, 16 MiB of memory. */
    public static final ContainerOptions STANDARD =
            new ContainerOptions(List.of(), Optional.empty(), 16L << 20, 16L << 20, 2000);

    public ContainerOptions {
        allowed = allowed.stream().map(ContainerOptions::exact).toList();
    }

    static Path exact(Path path) {
        return path.toAbsolutePath().normalize();
    }

    /** With one more file that the image may name. */
    public ContainerOptions allow(Path file) {
        List<Path> more = new ArrayList<>(allowed);
        more.add(file);
        return new ContainerOptions(more, scratch, memory, window, ratio);
    }

    /** Without a file, so that no chain comes back to it. */
    ContainerOptions without(Path file) {
        List<Path> fewer = new ArrayList<>(allowed);
        fewer.remove(exact(file));
        return new ContainerOptions(fewer, scratch, memory, window, ratio);
    }

    public ContainerOptions scratch(Scratch room) {
        return new ContainerOptions(allowed, Optional.of(room), memory, window, ratio);
    }

    ContainerOptions withoutScratch() {
        return new ContainerOptions(allowed, Optional.empty(), memory, window, ratio);
    }

    public ContainerOptions memory(long bytes) {
        return new ContainerOptions(allowed, scratch, bytes, window, ratio);
    }

    public ContainerOptions window(long bytes) {
        return new ContainerOptions(allowed, scratch, memory, bytes, ratio);
    }

    public ContainerOptions ratio(int times) {
        return new ContainerOptions(allowed, scratch, memory, window, times);
    }
}
