package htg.fsimage.boot;

import htg.fsimage.boot.entry.BootFile;
import htg.fsimage.boot.kernel.KernelConfig;
import htg.fsimage.boot.kernel.KernelImage;
import java.util.List;
import java.util.Optional;

/**
 * A kernel that is in an image, with what belongs to it.
 *
 * @param file the kernel
 * @param image what it says of itself
 * @param version by its own word, else by its name; empty where neither says one
 * @param ramdisks that match, microcode first; none where there are none
 * @param configuration {@code config-VERSION} beside it
 */
public record FoundKernel(
        BootFile file,
        KernelImage image,
        String version,
        List<BootFile> ramdisks,
        Optional<KernelConfig> configuration) {
    public FoundKernel {
        ramdisks = List.copyOf(ramdisks);
    }

    /** Its name without folders. */
    public String name() {
        return file.path().substring(file.path().lastIndexOf('/') + 1);
    }
}
