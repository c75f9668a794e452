package htg.miniroot;

import htg.common.ExitCode;
import htg.common.HtgException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/**
 * An installed kernel's modules, as {@code make modules_install} and {@code depmod} leave them.
 *
 * @param modules the folder that holds {@code modules.dep}
 */
public record KernelTree(String version, Path modules) {

    /**
     * The kernel in an unpacked Debian tree.
     *
     * @throws HtgException unless there is exactly one that {@code depmod} has seen
     */
    public static KernelTree in(Path debianTree) {
        Path folder = debianTree.resolve("usr/lib/modules");
        List<KernelTree> kernels = list(folder);
        if (kernels.size() != 1) {
            throw new HtgException(
                    ExitCode.FAILED,
                    (kernels.isEmpty() ? "There is no kernel" : "There are " + kernels.size() + " kernels") + " in "
                            + folder,
                    "Install one linux-image package there, and run depmod for it.");
        }
        return kernels.get(0);
    }

    private static List<KernelTree> list(Path folder) {
        if (!Files.isDirectory(folder)) {
            return List.of();
        }
        try (Stream<Path> children = Files.list(folder)) {
            return children.filter(path -> Files.isRegularFile(path.resolve("modules.dep")))
                    .sorted()
                    .map(path -> new KernelTree(path.getFileName().toString(), path))
                    .toList();
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }
}
