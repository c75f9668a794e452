package htg.fsimage.boot;

import htg.fsimage.boot.grub.Machine;
import java.util.List;
import java.util.Optional;

/**
 * What a caller wants of {@link BootFinder}. Paths are those of the image's system, or {@code name:/path} with the name of a file system.
 *
 * @param kernel path of the kernel, empty to let it be found
 * @param ramdisks paths of the ramdisks; none to let them be found
 * @param commandLine of Linux, empty to let it be found
 * @param entry title or id of an entry of the menu instead of the one that starts by itself
 * @param machine what GRUB's scripts are told of the machine
 */
public record BootRequest(
        Optional<String> kernel,
        List<String> ramdisks,
        Optional<String> commandLine,
        Optional<String> entry,
        Machine machine) {
    /** Everything is to be found, for an ordinary machine. */
    public static final BootRequest DEFAULT =
            new BootRequest(Optional.empty(), List.of(), Optional.empty(), Optional.empty(), Machine.BIOS);

    public BootRequest {
        ramdisks = List.copyOf(ramdisks);
    }

    public BootRequest kernel(String path) {
        return new BootRequest(Optional.of(path), ramdisks, commandLine, entry, machine);
    }

    public BootRequest ramdisks(List<String> paths) {
        return new BootRequest(kernel, paths, commandLine, entry, machine);
    }

    public BootRequest commandLine(String words) {
        return new BootRequest(kernel, ramdisks, Optional.of(words), entry, machine);
    }

    public BootRequest entry(String titleOrId) {
        return new BootRequest(kernel, ramdisks, commandLine, Optional.of(titleOrId), machine);
    }

    public BootRequest machine(Machine other) {
        return new BootRequest(kernel, ramdisks, commandLine, entry, other);
    }
}
