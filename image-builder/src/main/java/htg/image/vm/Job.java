package htg.image.vm;

import java.nio.file.Path;
import java.util.List;

/**
 * What a machine is started with.
 *
 * @param step name for progress events
 * @param memoryMebibytes of the guest
 * @param disks raw images in the order in which the guest sees them: {@code vda}, {@code vdb} ...
 */
public record Job(String step, Path kernel, Path ramdisk, int memoryMebibytes, List<Disk> disks) {
    public Job {
        disks = List.copyOf(disks);
    }

    /** A disk. */
    public record Disk(Path image, boolean writable) {}
}
