package htg.miniroot;

import htg.common.ExitCode;
import htg.common.HtgException;
import htg.miniroot.MinirootEntry.RegularFile;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/**
 * What a ramdisk is made from.
 *
 * @param busybox a statically linked busybox of the target's architecture
 * @param importer more files of the core tier, which a root pool of this kind cannot be imported without: for ZFS {@code
 *     bin/htg-zpool} and {@code etc/hostid}
 * @param tools what the rescue shell has for the pool, see {@link RescueTools}
 */
public record MinirootSources(
        KernelTree kernel, PoolType pool, Path busybox, List<RegularFile> importer, List<RegularFile> tools) {
    public MinirootSources {
        importer = List.copyOf(importer);
        tools = List.copyOf(tools);
        if (!Files.isRegularFile(busybox)) {
            throw new HtgException(
                    ExitCode.ENVIRONMENT,
                    "There is no busybox at " + busybox,
                    "The package busybox-static has to be in that tree.");
        }
    }
}
